import type { JsonObject, Scalar } from "../event/json.ts";

/** A field of a suppression group with its value; null where the field is missing. */
export interface SuppressionTerm {
  readonly field: string;
  readonly value: Scalar | readonly Scalar[] | null;
}

/** A match that becomes an alert unless it is suppressed. */
export interface SuppressCandidate<Ref> {
  /** The caller's handle. */
  readonly ref: Ref;
  /** Epoch milliseconds, like all times here; NaN (no readable time): an alert of its own that state never sees. */
  readonly slot: number;
  /** Window time. */
  readonly time: number;
  /** The span it stands for, where it is not one event: a threshold group's first and last. Default: `time`. */
  readonly start?: number;
  readonly end?: number;
  /** Where the fields are read: the event, the shell of a sequence, the threshold group, the ES|QL row. */
  readonly document: JsonObject;
  /** What is suppressed into it already. Default 0. */
  readonly count?: number;
}

/** An alert's suppression as its fields tell it: `kibana.alert.suppression.*`, `kibana.alert.instance.id`. */
export interface Suppression {
  /** The same for every alert of the group. */
  readonly instance: string;
  readonly terms: readonly SuppressionTerm[];
  /** The slot of the alert: with `instance` it names the alert. */
  readonly slot: number;
  readonly start: number;
  readonly end: number;
  /** How many candidates were suppressed into it. */
  readonly docsCount: number;
  /** The slot of the last of them. */
  readonly lastDetected: number;
}

/**
 * What became of a candidate in one of its groups. `alert`: it stands for the group (ordinary where it has none).
 * `suppressed`: it was counted into the alert that `suppression` tells of, as that stands afterwards. `duplicate`: that
 * alert has counted it at an earlier slot. `capped`: the slot had as many as it may have.
 */
export type SuppressDecision<Ref> =
  | { readonly kind: "alert"; readonly ref: Ref; readonly suppression?: Suppression }
  | { readonly kind: "suppressed" | "duplicate"; readonly ref: Ref; readonly suppression: Suppression }
  | { readonly kind: "capped"; readonly ref: Ref };

/** Bounds of what is kept. What goes beyond is given up, stalest first, and counted in {@link SuppressStats.evicted}. */
export interface SuppressLimits {
  readonly instances: number;
  /** Alerts of one instance at different slots. */
  readonly alertsPerInstance: number;
}

export const SUPPRESS_LIMITS: SuppressLimits = { instances: 100_000, alertsPerInstance: 64 };

export interface SuppressOptions<Ref> {
  /** Part of the instance id. */
  readonly ruleId: string;
  /** Default `default`. */
  readonly space?: string;
  /**
   * `final`: candidates come in order of slot, window time, position, and an alert is given when nothing can be
   * suppressed into it any more (a batch). `first`: candidates come in any order, an alert is given at once, and what is
   * suppressed into it afterwards is told by the later decisions (live).
   */
  readonly emit: "final" | "first";
  /** New alerts a slot: `max_signals`. Default: no bound. */
  readonly maxAlerts?: number | undefined;
  /** Candidates a slot. Default: no bound. */
  readonly maxCandidates?: number | undefined;
  /**
   * For rules whose windows see a candidate again at later slots: how far a window reaches back before its slot, in
   * milliseconds. Matters without a duration only; with one, the duration does. Default 0.
   */
  readonly lookback?: number;
  readonly limits?: Partial<SuppressLimits>;
  /** A candidate of several groups gives several decisions: it is retained once for each beyond the first. */
  readonly retain?: (ref: Ref) => void;
}

/** Counts since creation. A candidate counts once for each of its groups. */
export interface SuppressStats {
  alerts: number;
  suppressed: number;
  duplicates: number;
  capped: number;
  /** Alerts given up at a limit: they were given, but nothing more is suppressed into them. */
  evicted: number;
  /** Groups of a candidate dropped past `MAX_KEY_TUPLES`. */
  tuplesCapped: number;
}
