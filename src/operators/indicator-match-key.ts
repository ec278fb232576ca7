import type { Scalar } from "../event/json.ts";
import type { Term } from "../event/terms.ts";

/** What a hash finds indicators by. */
export type Key = Term;

/**
 * How an event's field compares with indicators, for hashing: Elasticsearch's `match` query on the field holds exactly
 * when an indicator's value and an event's value have a key in common.
 */
export interface KeyMaker {
  /** The keys of an indicator's value; none where it can never be equal. May widen what `eventKeys` gives from then on. */
  indicatorKeys(value: Scalar): readonly Key[];
  /** The keys of an event's value: none, one, or a list. */
  eventKeys(value: Scalar): Key | readonly Key[] | undefined;
}
