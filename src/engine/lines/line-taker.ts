import type { WrittenNotes } from "../../matcher/lines/line-notes.ts";
import type { Takers } from "../../matcher/lines/routes.ts";
import type { Passed } from "../../matcher/lines/sieve.ts";
import type { FieldLine } from "../../operators/anomaly/field-texts.ts";
import type { SeenHit } from "./sighting-log.ts";

/** Where a line stands in its block: its bytes `[start, end)`, and its number from 1. */
export interface LinePlace {
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/** What a rule must know of an event that it counts, or that its sequence may begin with: its window time there, and how the fields that it reads are written. */
export interface Tally {
  readonly rule: number;
  readonly time: number;
  readonly written: string;
}

/** Takes what a judge of lines finds, in the order of the lines. */
export interface LineTaker {
  /** The events of the block that no rule matches, told at its end. */
  passed(events: Readonly<Passed>): void;
  /** Events that only sequences match, with sights as `sightOf` numbers them; valid for as long as they are looked at. */
  noted(notes: WrittenNotes): void;
  /** The machine learning jobs of these numbers take an event of this time; what else it is comes next. */
  fed(place: LinePlace, time: number, jobs: readonly number[], line: FieldLine): void;
  /** What to do with events of the index that this one is of, the first of it. Undefined: they are not judged as lines. */
  routeOf(place: LinePlace): LineRoute | undefined;
  /** A line that was not judged. */
  unjudged(place: LinePlace): void;
  /** An event of this time of which a rule needs the document, with all that it matches. */
  matched(place: LinePlace, time: number, hits: readonly SeenHit[]): void;
  /** An event of this time that only rules with state match, with all that they need. */
  kept(place: LinePlace, time: number, digest: number, hits: readonly SeenHit[], tallies: readonly Tally[]): void;
  /** Judging the line failed, which is our own fault; without it the fault is thrown. */
  failed?(place: LinePlace, error: unknown): void;
}

/** Which rules events of an index are offered to: one byte a rule. */
export interface LineRoute extends Takers {
  readonly accepts: Uint8Array;
}
