import type { Scalar } from "../event/json.ts";
import type { Hold, WindowStats } from "./window.ts";

/** A bucket that reached its threshold at a slot. */
export interface ThresholdCandidate<Ref> {
  readonly slot: number;
  /** Window times of the latest and the earliest event, epoch milliseconds. */
  readonly time: number;
  readonly from: number;
  readonly count: number;
  /** In order of the rule's fields; none: all events are one bucket. */
  readonly terms: readonly { readonly field: string; readonly value: Scalar }[];
  /** The number of distinct values, where the rule counts them. Exact, where Elasticsearch's is approximate. */
  readonly cardinality?: { readonly field: string; readonly value: number };
  readonly first: Ref;
  readonly last: Ref;
  /** Rules that its events came of, in order of id; none where they are no alerts. */
  readonly lineage: readonly string[];
}

/** Bounds of what is kept of one rule. What goes beyond is given up and counted in {@link ThresholdStats}. */
export interface ThresholdLimits {
  /** Combinations of values: the one without events for longest is given up. */
  readonly buckets: number;
  /** Counts per bucket and slot at which they change: likewise. */
  readonly batches: number;
  /** Distinct values of the cardinality field, over all buckets: a further one is not counted. */
  readonly values: number;
}

export const THRESHOLD_LIMITS: ThresholdLimits = { buckets: 200_000, batches: 500_000, values: 1_000_000 };

/** What a bucket weighed at a slot; told for every bucket that an event entered. */
export interface ThresholdTrace {
  readonly slot: number;
  readonly values: readonly (string | null)[];
  readonly count: number;
  readonly distinct?: number;
  readonly reached: boolean;
}

export interface ThresholdOptions<Ref> {
  readonly limits?: Partial<ThresholdLimits>;
  /**
   * Buckets of one slot, in order of key, that are remembered as alerted (a rule's `max_signals`). Those beyond are
   * given all the same; if the caller makes no alert of them, they come again at the next slot, as in Kibana. Default: all.
   */
  readonly maxSignals?: number | undefined;
  /** One reference for each place in state. A candidate hands over one for `first` and one for `last`. */
  readonly hold?: Hold<Ref>;
  readonly trace?: (weight: ThresholdTrace) => void;
}

export interface ThresholdStats extends WindowStats {
  /** Key tuples dropped past `MAX_KEY_TUPLES`. */
  tuplesCapped: number;
  /** Distinct values not counted past the limit. */
  valuesCapped: number;
}
