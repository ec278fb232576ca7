import type { Fate } from "../../alerts/ledger.ts";
import type { JsonObject, Json } from "../../event/json.ts";
import type { EventDocument } from "../../event/origin.ts";
import type { Death } from "../../operators/sequence-trace.ts";
import type { ExceptionItem } from "../../rules/exceptions/model.ts";
import type { ValueList } from "../../rules/value-lists/model.ts";

/** What a case is given: written in the case file, or in files that it names (paths as written). */
export type Given<T> =
  | { readonly kind: "inline"; readonly items: readonly T[] }
  | { readonly kind: "files"; readonly paths: readonly string[]; readonly path: string };

/** What surrounds the events of a case. A case's own take the place of the file's. */
export interface CaseSetting {
  /** Epoch milliseconds: what `at` counts from. */
  readonly clock: number;
  /** Index of events that name none. */
  readonly index?: string;
  readonly maxSignals?: number;
  readonly exceptions?: Given<ExceptionItem>;
  readonly valueLists?: Given<ValueList>;
  readonly indicators?: Given<EventDocument>;
  /** Events of the time before, which new-terms rules know. */
  readonly history?: Given<EventDocument>;
  /** Anomaly records, for machine learning rules. */
  readonly anomalies?: Given<EventDocument>;
}

/** One case: events, and what must come of them. */
export interface RuleCase extends CaseSetting {
  readonly name: string;
  /** Where it stands: `cases.3`. */
  readonly path: string;
  readonly events: Given<EventDocument>;
  readonly expected: Expectation;
}

export interface Expectation {
  /** How many alerts a person sees: the building blocks of a sequence are not counted. */
  readonly alerts: number;
  /** Fields of each alert in order; empty where only the number is said. */
  readonly fields: readonly (readonly ExpectedField[])[];
  /** Why there is silence, or why there are no more alerts. All of them hold. */
  readonly silent: readonly Reason[];
  /** Where `alerts` stands, or the case. */
  readonly path: string;
}

export interface ExpectedField {
  readonly name: string;
  readonly test: FieldTest;
  readonly path: string;
}

/** What a field of an alert must be. */
export type FieldTest =
  /** These values in this order. */
  | { readonly kind: "is"; readonly values: readonly Json[] }
  /** Objects in this order, each with these fields. */
  | { readonly kind: "objects"; readonly items: readonly (readonly ExpectedField[])[] }
  /** A value fits one of the patterns (`*` any text), in this case. */
  | { readonly kind: "matches"; readonly patterns: readonly string[] }
  | { readonly kind: "exists"; readonly wanted: boolean }
  /** Each of these is among the values. */
  | { readonly kind: "contains"; readonly values: readonly Json[] }
  /** There are values, and each is among these. */
  | { readonly kind: "one_of"; readonly values: readonly Json[] }
  | { readonly kind: "at_least"; readonly bound: number }
  | { readonly kind: "at_most"; readonly bound: number };

/** Reasons that are one set of words. */
export type PlainReason =
  | "no match"
  | "index"
  | "no time"
  | "no key"
  | "no row"
  | "below threshold"
  | "seen before"
  | "no indicator"
  | "apart";

export type Reason = { readonly text: string; readonly path: string } & (
  | { readonly kind: PlainReason }
  | { readonly kind: "fate"; readonly fate: Fate; readonly count?: number; readonly by?: string }
  /** The furthest stage of a sequence that was reached, from 1. */
  | { readonly kind: "stage"; readonly stage: number }
  /** A stage of a sample without an event, from 1. */
  | { readonly kind: "missing stage"; readonly stage: number }
  | { readonly kind: "death"; readonly death: Death }
  /** A condition of the query, or a field of one. */
  | { readonly kind: "clause" }
);

/** A case file that was understood, at least in parts. */
export interface CaseFile {
  /** Path of the rule as written; absent: the rule beside the file. */
  readonly rule?: string;
  readonly ruleId?: string;
  /** Field types: pairs of field and type, or files. */
  readonly schema?: JsonObject | Given<never>;
  readonly cases: readonly RuleCase[];
}
