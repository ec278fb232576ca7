import type { EsqlFailureCount } from "../matcher/esql/tally.ts";
import { newTally, type RuleTally } from "../alerts/ledger.ts";

/** Counters of one engine; plain data, as `--stats` prints them. */
export interface EngineStats {
  /** Events pushed. */
  events: number;
  /** Anomaly records that machine learning rules were shown: given ones and those of jobs. */
  anomalies: number;
  /** Events that no rule's index took. */
  unrouted: number;
  /** Events without a readable time: rules without state judged them, state never saw them. */
  no_time: number;
  /** Live events more than five minutes ahead of the clock. */
  future: number;
  /** Sequences whose absence stage was still open when the input ended. */
  open: number;
  /** State limits that were reached, by name. */
  limits: Record<string, number>;
  rules: RuleStats[];
  /** ES|QL conditions that rules begin with and that could not be evaluated on an event: they count as not true. */
  esql_warnings: readonly EsqlFailureCount[];
}

export interface RuleStats extends RuleTally {
  readonly rule_id: string;
  readonly name: string;
  readonly type: string;
  /** Milliseconds spent on the rule's own work (state and alerts); the shared matcher's time is not split by rule. */
  ms: number;
  /** Further expressions of an ES|QL rule that could not be evaluated: their results were null. Absent: none. */
  warnings?: readonly EsqlFailureCount[];
}

export const newStats = (): EngineStats => ({
  events: 0,
  anomalies: 0,
  unrouted: 0,
  no_time: 0,
  future: 0,
  open: 0,
  limits: {},
  rules: [],
  esql_warnings: [],
});

export const newRuleStats = (rule: { id: string; name: string; type: string }): RuleStats => ({
  rule_id: rule.id,
  name: rule.name,
  type: rule.type,
  ...newTally(),
  ms: 0,
});
