import type { Scalar } from "../../event/json.ts";
import type { EsqlWindowTrace } from "../../operators/esql/window-types.ts";
import type { SequenceStep } from "../../operators/sequence-trace.ts";
import type { RuleWindow } from "../../operators/window.ts";

/** What operators did with the events they were handed. Events are numbers into the explanation's documents; times epoch milliseconds. */

/** How documents went through a sequence's stages. */
export interface SequenceExplanation {
  readonly completed: readonly { readonly joinKeys: readonly (string | null)[]; readonly events: readonly (number | null)[] }[];
  /** What happened, in the sequence's order; past a bound only counted. */
  readonly steps: readonly SequenceStep<number>[];
  readonly moreSteps: number;
  /** Documents without a readable time: a sequence never sees them. */
  readonly timeless: readonly number[];
  readonly stages: number;
  /** Stages (from 1) that must not occur. */
  readonly missing: readonly number[];
  /** The join keys of each stage, the until stage last. */
  readonly keys: readonly (readonly string[])[];
  /** The last stage that a candidate reached, from 1; 0 where none began. */
  readonly reached: number;
  /** Longest time from first to last event in milliseconds; `maxspan`, else the length of the rule's window. */
  readonly bound: number | undefined;
}

/** Which keys have events for which stages of a sample. */
export interface SampleExplanation {
  readonly stages: number;
  /** The join keys of each stage. */
  readonly keyFields: readonly (readonly string[])[];
  readonly window: RuleWindow;
  /** Complete ones first, then those that lack the fewest stages. */
  readonly keys: readonly SampleKey[];
  /** Keys beyond those listed. */
  readonly moreKeys: number;
  /** Events that match a stage but lack one of its join keys. */
  readonly keyless: readonly number[];
  readonly timeless: readonly number[];
}

export interface SampleKey {
  readonly joinKeys: readonly (string | null)[];
  /** The events that match each stage. */
  readonly events: readonly (readonly number[])[];
  /** Stages (from 1) without an event. */
  readonly missing: readonly number[];
  /** `complete`: a sample was found. `missing`: a stage has no event. `apart`: every stage has, but never one of its own each within a window. */
  readonly verdict: "complete" | "missing" | "apart";
}

/** How near the buckets of a threshold came. */
export interface ThresholdExplanation {
  /** Fields that group; none: all events are one bucket. */
  readonly fields: readonly string[];
  /** Events needed. */
  readonly value: number;
  /** Distinct values needed besides. */
  readonly cardinality?: { readonly field: string; readonly value: number };
  readonly window: RuleWindow;
  /** Those that reached it first, then the nearest. */
  readonly buckets: readonly BucketStory[];
  readonly moreBuckets: number;
  /** Events that lack a grouping field: they count in no bucket. */
  readonly keyless: readonly number[];
  readonly timeless: readonly number[];
}

/** One bucket at the slot where it came nearest. */
export interface BucketStory {
  readonly values: readonly (string | null)[];
  readonly slot: number;
  readonly count: number;
  readonly distinct?: number;
  readonly reached: boolean;
  /** Slots at which it was weighed, and at which it reached the threshold. */
  readonly slots: number;
  readonly slotsReached: number;
  /** Its events in the slot's window, those included that an earlier alert has counted already. */
  readonly events: readonly number[];
}

/** When combinations of values were first seen. */
export interface NewTermsExplanation {
  readonly fields: readonly string[];
  /** Begin of the history, date math relative to the slot: `now-7d`. */
  readonly history: string;
  readonly window: RuleWindow;
  /** New ones first. */
  readonly terms: readonly TermStory[];
  readonly moreTerms: number;
  /** Events that lack one of the fields. */
  readonly keyless: readonly number[];
  readonly timeless: readonly number[];
}

/** A combination of values and how it was judged, in order of time; the same verdict in a row is told once. */
export interface TermStory {
  readonly values: readonly (string | null)[];
  readonly judgements: readonly TermJudgement[];
}

export interface TermJudgement {
  /** `known` was decided as the event came, `new` and `old` (seen in the history) at a slot. */
  readonly verdict: "known" | "new" | "old";
  readonly event: number;
  readonly time: number;
  readonly slot: number | null;
  /** The latest occurrence before; null: there was none. */
  readonly seen: number | null;
  /** The first occurrence since it was last new. */
  readonly since: number;
  /** How often in a row. */
  readonly times: number;
  /** Share of the history window, 0 to 1, for which there were events at all; only of `new` ones, where it is below 1. */
  readonly coverage?: number;
}

/** Which indicators events matched, or what was nearest. */
export interface IndicatorMatchExplanation {
  /** Indicators given, and those that count for the rule by `threat_index`, `threat_query` and their values. */
  readonly given: number;
  readonly counting: number;
  /** Events that satisfy the query; past a bound only counted. */
  readonly events: readonly IndicatorEventStory[];
  readonly moreEvents: number;
}

export interface IndicatorEventStory {
  readonly event: number;
  readonly indicators: readonly MatchedIndicator[];
  /** The rule's groups of field pairs, the nearest first; an event matches where all entries of a group hold for one indicator. */
  readonly groups: readonly { readonly entries: readonly IndicatorEntryStory[]; readonly matched: boolean }[];
}

export interface MatchedIndicator {
  /** The event's field and value. */
  readonly field: string;
  readonly value: Scalar;
  /** The indicator's `_id` and `_index`, where it has them. */
  readonly id?: string;
  readonly index?: string;
  readonly feed?: string;
}

export interface IndicatorEntryStory {
  readonly field: string;
  readonly indicatorField: string;
  /** DOES NOT MATCH. */
  readonly negate: boolean;
  /** What the event has. */
  readonly values: readonly Scalar[];
  /** Some indicator's value equals one of them, taken by itself. */
  readonly found: boolean;
}

/** How far the rows of an ES|QL rule came. */
export interface EsqlExplanation {
  /** What an alert stands for. */
  readonly each: "event" | "row";
  /** The commands that follow the first conditions, as text. */
  readonly commands: readonly string[];
  /** How many of them, from the first, go event by event; the rest runs over windows. */
  readonly eventCommands: number;
  /** By command that goes event by event: rows that came out of it, of all events. */
  readonly passed: readonly number[];
  /** Events of which no row came out of a command (from 0). */
  readonly died: readonly { readonly number: number; readonly command: number }[];
  /** Absent: every command goes event by event. */
  readonly window?: RuleWindow;
  /** The slots that were judged, in order: what the window held, and the rows that came out of each command over it. */
  readonly slots: readonly EsqlWindowTrace[];
  readonly moreSlots: number;
  /** Events without a readable time: a window never sees them. */
  readonly timeless: readonly number[];
}

/** The records of a rule's machine learning jobs and how they stand to its threshold. */
export interface AnomalyExplanation {
  readonly jobs: readonly string[];
  readonly threshold: number;
  /** Final records, the highest scores first; past a bound only counted. */
  readonly records: readonly AnomalyRecordStory[];
  readonly moreRecords: number;
}

export interface AnomalyRecordStory {
  readonly id: string | null;
  readonly job: string;
  /** Begin of the bucket, epoch milliseconds. */
  readonly time: number | null;
  readonly score: number;
  /** The score reaches the threshold. */
  readonly reached: boolean;
  /** What is unusual, in words: the detector's own, or what a given record's fields say. */
  readonly words: string;
}
