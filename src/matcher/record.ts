import type { JsonObject, Scalar } from "../event/json.ts";
import type { EsqlFailure } from "./esql/scope.ts";

/** What matching gave up on, by kind; a verdict that was reached by giving up is «no match». */
export interface MatchFaults {
  /** Scripts over several multi-valued fields with more combinations than the bound. */
  combinations: number;
  /** Regular expressions that grew past the bound at one place of a text. */
  regexps: number;
}

/** An event that was not parsed: its fields are read from its line, one by one as they are asked for. */
export interface LineSource {
  /** All scalar values at a path of the extractor, in any order. */
  values(path: number): readonly Scalar[];
  /** There is an explicit null at the path. */
  hasNull(path: number): boolean;
  /** Parses the whole line. */
  parse(): JsonObject;
}

/**
 * The event being matched. One record serves many events: a new `generation` tells every cache that what it holds is
 * of another event.
 */
export class MatchRecord {
  /** The time that `now` stands for, epoch milliseconds. NaN: bounds that read the clock never hold. */
  now: number;
  generation: number;
  readonly faults: MatchFaults;
  /** Told of evaluations of ES|QL that failed. */
  readonly onEsqlFailure: ((failure: EsqlFailure) => void) | undefined;
  /** Present where the event was not parsed. */
  line: LineSource | undefined;
  #document: JsonObject | undefined;

  constructor(document: JsonObject, now: number, faults: MatchFaults, onEsqlFailure: ((failure: EsqlFailure) => void) | undefined) {
    this.#document = document;
    this.now = now;
    this.generation = ++lastGeneration;
    this.faults = faults;
    this.onEsqlFailure = onEsqlFailure;
    this.line = undefined;
  }

  get document(): JsonObject {
    return (this.#document ??= this.line?.parse() ?? {});
  }

  /** Points the record at the next event. */
  set(document: JsonObject | undefined, line: LineSource | undefined, now: number): void {
    this.#document = document;
    this.line = line;
    this.now = now;
    this.generation = ++lastGeneration;
  }
}

/** Unique among all records, since matchers compiled apart may share one record and one matcher may serve many. */
let lastGeneration = 0;

export const createRecord = (
  document: JsonObject = {},
  now = Number.NaN,
  faults: MatchFaults = { combinations: 0, regexps: 0 },
  onEsqlFailure?: (failure: EsqlFailure) => void,
): MatchRecord => new MatchRecord(document, now, faults, onEsqlFailure);

/** Points the record at the next event. */
export const setRecord = (record: MatchRecord, document: JsonObject, now = Number.NaN): void => record.set(document, undefined, now);
