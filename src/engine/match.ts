import type { EsqlResultRow } from "../alerts/esql-row.ts";
import type { ThresholdBucket } from "../alerts/threshold.ts";
import type { JsonObject } from "../event/json.ts";
import type { HeldEvent } from "./arena.ts";
import type { CompiledRule } from "./compile-rules.ts";
import { compareHeld, compareText, heldKey } from "./hit.ts";

/** One alert an operator would make. */
export interface Match {
  readonly rule: CompiledRule;
  /** Window time of the (completing) event, epoch milliseconds; NaN where it has no readable time. */
  readonly time: number;
  /** Epoch milliseconds; NaN with `time`. */
  readonly slot: number;
  readonly subject: MatchSubject;
  /** Its operator has given its slot all the alerts it may have already. */
  readonly capped?: boolean;
}

/** A match of a rule without state. */
export interface EventMatch extends Match {
  readonly subject: Extract<MatchSubject, { readonly kind: "event" }>;
}

/** What an alert is made from. */
export type MatchSubject =
  /**
   * One event, with fields its rule type adds to the alert, or columns (by dotted name) that it lays over the event; `salt`
   * goes into the id where one event can give several alerts.
   */
  | {
      readonly kind: "event";
      readonly held: HeldEvent;
      readonly fields?: JsonObject;
      readonly columns?: JsonObject;
      readonly salt?: string;
    }
  /** A row of an ES|QL query that is of no single event. */
  | { readonly kind: "row"; readonly row: EsqlResultRow; readonly lineage: readonly string[] }
  /** The events of a sequence or sample in stage order, missing ones left out. */
  | { readonly kind: "group"; readonly events: readonly HeldEvent[]; readonly joinKeys: readonly (string | null)[] }
  /** No event of its own: a threshold's bucket, with its earliest and its latest event where someone asks for them (rules over alerts, explain). */
  | { readonly kind: "bucket"; readonly bucket: ThresholdBucket; readonly ends: readonly HeldEvent[]; readonly lineage: readonly string[] };

/** The rules that a match comes of through alerts. */
export const lineageOf = (match: Match): readonly string[] =>
  "lineage" in match.subject ? match.subject.lineage : eventsOf(match).flatMap(({ lineage }) => [...(lineage ?? [])]);

/** The events whose documents are in a match's alerts. */
export const documentsOf = (match: Match): readonly HeldEvent[] => (match.subject.kind === "bucket" ? [] : eventsOf(match));

/** The events a match holds. */
export function eventsOf({ subject }: Match): readonly HeldEvent[] {
  switch (subject.kind) {
    case "event":
      return [subject.held];
    case "group":
      return subject.events;
    case "bucket":
      return subject.ends;
    case "row":
      return [];
  }
}

/** Oldest first: window time, position of the last event (a bucket may have none), then what tells matches apart. */
export function compareMatches(a: Match, b: Match): number {
  return compareNumbers(a.time, b.time) || compareLast(lastEvent(a), lastEvent(b)) || compareText(matchKey(a), matchKey(b));
}

/** The order alerts leave a batch in: slot, then oldest first, then the rules' order. */
export const compareEmission = (a: Match, b: Match): number =>
  compareNumbers(a.slot, b.slot) || compareMatches(a, b) || a.rule.number - b.rule.number;

/** What two sightings of the same match share; undefined where documents without ids are only told apart by ordinal. */
export const twinKey = (match: Match): string | undefined =>
  documentsOf(match).every((held) => held.identity) ? matchKey(match) : undefined;

/** What tells the matches of a rule apart: its documents, or the terms of a bucket. */
export function matchKey(match: Match): string {
  const { subject } = match;
  const events = documentsOf(match).map(heldKey).join("\u0001");
  switch (subject.kind) {
    case "event":
      return `${events}\u0002${subject.salt ?? ""}`;
    case "bucket":
      return `${JSON.stringify(subject.bucket.terms)}\u0002${match.slot}`;
    case "row":
      return `${String(subject.row.place).padStart(ROW_DIGITS, "0")}\u0002${match.slot}`;
    case "group":
      return events;
  }
}

/** Rows of one slot stay in their order. */
const ROW_DIGITS = 9;

const lastEvent = (match: Match): HeldEvent | undefined => eventsOf(match).at(-1);

/** Matches without events come after the others. */
const compareLast = (a: HeldEvent | undefined, b: HeldEvent | undefined): number => (a && b ? compareHeld(a, b) : Number(!a) - Number(!b));

/** NaN comes last. */
function compareNumbers(a: number, b: number): number {
  if (a === b) return 0;
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
  return Number.isNaN(b) || a < b ? -1 : 1;
}
