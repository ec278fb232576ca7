import type { EsqlOp } from "./esql.ts";
import type { FieldType } from "../event/field-type.ts";
import type { PipeOp, RootOp } from "./plan.ts";
import type { Predicate } from "./predicate.ts";

/** What a detection rule means: a query's operator or one of those that only rules have, and what is done with its results. */
export interface RulePlan {
  readonly root: RuleOp;
  readonly pipes: readonly PipeOp[];
  /** Judged directly after every stage's query, before any state: an event that one of them fits is not seen by the rule. */
  readonly except?: readonly ExceptOp[];
  readonly suppress?: SuppressOp;
}

export type RuleOp = RootOp | ThresholdOp | NewTermsOp | IndicatorMatchOp | AnomalyOp | EsqlRuleOp;

/** At least `value` events of a window with equal values of the fields (no field: all of them), and distinct values besides. */
export interface ThresholdOp {
  readonly kind: "threshold";
  readonly where: Predicate;
  readonly fields: readonly FieldType[];
  readonly value: number;
  readonly cardinality?: { readonly field: FieldType; readonly value: number };
}

/** A combination of the fields' values that the history window has not seen before. */
export interface NewTermsOp {
  readonly kind: "newTerms";
  readonly where: Predicate;
  readonly fields: readonly FieldType[];
  /** Begin of the history window, date math relative to the slot: `now-7d`. */
  readonly history: string;
}

/** Events that match an indicator: any group, in it every entry. */
export interface IndicatorMatchOp {
  readonly kind: "indicatorMatch";
  readonly where: Predicate;
  /** Which indicators count. */
  readonly indicators: Predicate;
  /** Index patterns the indicators come from. */
  readonly indices: readonly string[];
  readonly groups: readonly { readonly entries: readonly IndicatorEntry[] }[];
  /** Where the indicator object stands in an indicator document: `threat.indicator`. */
  readonly path: string;
}

export interface IndicatorEntry {
  /** On the event. */
  readonly field: FieldType;
  /** On the indicator. */
  readonly value: FieldType;
  /** DOES NOT MATCH. */
  readonly negate: boolean;
}

/** Anomaly records of machine learning jobs, from a score on. */
export interface AnomalyOp {
  readonly kind: "anomaly";
  /** The same as a test of one record. */
  readonly where: Predicate;
  readonly jobs: readonly string[];
  /** The least `record_score`, 0 to 100. */
  readonly threshold: number;
}

/** An ES|QL query over the events of a window. */
export interface EsqlRuleOp {
  readonly kind: "esql";
  /** The conditions that directly follow the source and do not read the clock: what passes them enters the window. */
  readonly where: Predicate;
  /** The query without those conditions: its source takes every event. */
  readonly query: EsqlOp;
  /** What an alert stands for: an event, which the columns are laid over, or a row of columns alone. */
  readonly each: "event" | "row";
}

/** An exception item bound to a rule. */
export interface ExceptOp {
  readonly id: string;
  readonly name: string;
  /** The list it belongs to. */
  readonly list: string;
  readonly where: Predicate;
  /** Epoch milliseconds; a slot at or after it no longer heeds the item. */
  readonly expires?: number;
}

/** Alerts with equal values of the fields become one. */
export interface SuppressOp {
  /** None: all alerts are one group. */
  readonly fields: readonly FieldType[];
  /**
   * What a list of values means. `each`: a document belongs to a group for each of its values (query rules). `whole`: all
   * values of a field, sorted, are one value (rules that suppress in memory). `source`: likewise, but told apart from a
   * single value, as the document has it (sequences, threshold groups, ES|QL rows).
   */
  readonly values: "each" | "whole" | "source";
  /** Milliseconds from the first alert; absent: within one slot. */
  readonly duration?: number;
  /** An event without one of the fields: grouped under null, or an alert of its own. */
  readonly missing: "suppress" | "doNotSuppress";
}
