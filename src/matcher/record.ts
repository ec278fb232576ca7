import type { JsonObject } from "../event/json.ts";
import type { EsqlFailure } from "./esql/scope.ts";

/** What matching gave up on, by kind; a verdict that was reached by giving up is «no match». */
export interface MatchFaults {
  /** Scripts over several multi-valued fields with more combinations than the bound. */
  combinations: number;
  /** Regular expressions that grew past the bound at one place of a text. */
  regexps: number;
}

/**
 * The event being matched. One record serves many events: a new `generation` tells every cache that what it holds is
 * of another event.
 */
export interface MatchRecord {
  document: JsonObject;
  /** The time that `now` stands for, epoch milliseconds. NaN: bounds that read the clock never hold. */
  now: number;
  generation: number;
  readonly faults: MatchFaults;
  /** Told of evaluations of ES|QL that failed. */
  readonly onEsqlFailure?: ((failure: EsqlFailure) => void) | undefined;
}

/** Unique among all records, since matchers compiled apart may share one record and one matcher may serve many. */
let lastGeneration = 0;

export function createRecord(
  document: JsonObject = {},
  now = Number.NaN,
  faults: MatchFaults = { combinations: 0, regexps: 0 },
  onEsqlFailure?: (failure: EsqlFailure) => void,
): MatchRecord {
  return { document, now, generation: ++lastGeneration, faults, onEsqlFailure };
}

/** Points the record at the next event. */
export function setRecord(record: MatchRecord, document: JsonObject, now = Number.NaN): void {
  record.document = document;
  record.now = now;
  record.generation = ++lastGeneration;
}
