import type { Scalar } from "../event/json.ts";
import type { Hold, WindowStats } from "./window.ts";

/** A combination of values that was new at a slot. */
export interface NewTermsCandidate<Ref> {
  readonly slot: number;
  /** The oldest event with it in the window, and that event's window time in epoch milliseconds. */
  readonly event: Ref;
  readonly time: number;
  /** In order of the rule's fields. */
  readonly values: readonly Scalar[];
  /** Share of the history window, 0 to 1, that lies at or after the first event; only where it is below 1. */
  readonly historyCoverage?: number;
}

/** Bounds of what is kept of one rule. */
export interface NewTermsLimits {
  /** Combinations of values: the one without events for longest is given up, so that it counts as never seen. */
  readonly tuples: number;
}

export const NEW_TERMS_LIMITS: NewTermsLimits = { tuples: 500_000 };

/** How a combination of values was judged: `known` as an event came in, `new` and `old` (seen in the history) at a slot. */
export interface NewTermsTrace<Ref> {
  readonly verdict: "known" | "new" | "old";
  readonly values: readonly (string | null)[];
  readonly event: Ref;
  readonly time: number;
  readonly slot: number | null;
  /** The latest occurrence before. */
  readonly seen: number | null;
  /** Its first occurrence since it was last new. */
  readonly since: number;
}

export interface NewTermsOptions<Ref> {
  readonly limits?: Partial<NewTermsLimits>;
  /** Window time of the first event there was for any rule, history included; undefined: not known, no coverage is given. */
  readonly firstEventTime?: () => number | undefined;
  /**
   * Combinations of one slot, in order of key, that are remembered as alerted (a rule's `max_signals`). Those beyond are
   * given all the same; if the caller makes no alert of them, they may come again at the next slot. Default: all.
   */
  readonly maxSignals?: number | undefined;
  /** One reference for each place in state. A candidate hands over one for its event. */
  readonly hold?: Hold<Ref>;
  readonly trace?: (judged: NewTermsTrace<Ref>) => void;
}

export interface NewTermsStats extends WindowStats {
  /** Events that only built history. */
  primed: number;
  /** Tuples dropped past `MAX_KEY_TUPLES`. */
  tuplesCapped: number;
}
