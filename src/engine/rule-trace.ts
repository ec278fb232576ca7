import type { Fate } from "../alerts/ledger.ts";
import type { ThresholdBucket } from "../alerts/threshold.ts";
import type { JsonObject } from "../event/json.ts";
import type { EsqlWindowTrace } from "../operators/esql/window-types.ts";
import type { NewTermsTrace } from "../operators/new-terms-types.ts";
import type { SequenceTrace } from "../operators/sequence-trace.ts";
import type { Suppression } from "../operators/suppress-types.ts";
import type { ThresholdTrace } from "../operators/threshold-types.ts";
import type { ExceptOp } from "../plan/rule-plan.ts";

/**
 * Told what happens to the events of one rule while an engine runs, for explain. Events are keys: `hit` and `excepted`
 * are told of an event's key while it is pushed (or primed), all else refers to it.
 */
export interface RuleTrace {
  /** The event satisfies the rule's query (or stages of it), and no exception takes it out. */
  readonly hit: (hit: TracedHit) => void;
  /** The event satisfies the query, but an exception takes it out. */
  readonly excepted: (hit: TracedHit, exception: ExceptOp) => void;
  readonly sequence: SequenceTrace<number>;
  readonly threshold: (weight: ThresholdTrace) => void;
  readonly newTerms: (judged: NewTermsTrace<number>) => void;
  readonly esql: (judged: EsqlWindowTrace) => void;
  /** A record of one of the rule's machine learning jobs, whatever its score. */
  readonly anomaly: (record: JsonObject) => void;
  /** A match has found its fate. */
  readonly settled: (match: TracedMatch) => void;
}

export interface TracedHit {
  readonly key: number;
  /** Epoch milliseconds; NaN where the event has no readable time. */
  readonly windowTime: number;
  /** What the rule's state goes by: order time or window time; NaN where state never sees the event. */
  readonly clockTime: number;
  /** The stages it matched, in rising order. */
  readonly stages: readonly number[];
}

export interface TracedMatch {
  readonly fate: Fate;
  /** Why, where the fate alone does not say it. */
  readonly reason?: string;
  /** The id of the alert that came of it. */
  readonly alert?: string;
  /** Epoch milliseconds; NaN where the event has no readable time. */
  readonly slot: number;
  /** Keys of its events: one, those of a group in stage order, or the first and the last of a bucket. */
  readonly events: readonly number[];
  /** Of a sequence or sample. */
  readonly joinKeys?: readonly (string | null)[];
  readonly bucket?: ThresholdBucket;
  /** Of an ES|QL rule: the row, by dotted name. */
  readonly columns?: JsonObject;
  /** What the rule type adds to the alert's fields. */
  readonly fields?: JsonObject;
  /** The group it stands for (an alert), or that it was counted into. */
  readonly suppression?: Suppression;
}
