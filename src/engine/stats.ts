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
  /** The machine learning jobs that ran. */
  jobs: readonly JobStats[];
  rules: RuleStats[];
  /** ES|QL conditions that rules begin with and that could not be evaluated on an event: they count as not true. */
  esql_warnings: readonly EsqlFailureCount[];
}

/** Counters of one machine learning job. */
export interface JobStats {
  readonly job_id: string;
  /** Events that its datafeed took. */
  events: number;
  /** Events whose bucket was closed, and events without a readable time: it never saw them. */
  late: number;
  no_time: number;
  /** Anomaly records it made. */
  records: number;
  /** Keys that it keeps a model of, and keys given up because there were too many. */
  live_keys: number;
  evicted: number;
}

export const newJobStats = (id: string): JobStats => ({ job_id: id, events: 0, late: 0, no_time: 0, records: 0, live_keys: 0, evicted: 0 });

export interface RuleStats extends RuleTally {
  readonly rule_id: string;
  readonly name: string;
  readonly type: string;
  /**
   * Milliseconds spent on the rule: its state and alerts, and its own tests of events, which are told from one event in 61. Finding the
   * rules that an event may match is shared by all and charged to none; a test that rules share is charged to the first that asks.
   */
  ms: number;
  /** Further expressions of an ES|QL rule that could not be evaluated: their results were null. Absent: none. */
  warnings?: readonly EsqlFailureCount[];
}

/** Adds to what a rule cost; predicates of machine learning jobs, which are numbered after the rules, are no rule's. */
export function chargeRule(rules: readonly { readonly stats: RuleStats }[], owner: number | undefined, ms: number): void {
  const rule = rules[owner ?? -1];
  if (rule) rule.stats.ms += ms;
}

export const newStats = (): EngineStats => ({
  events: 0,
  anomalies: 0,
  unrouted: 0,
  no_time: 0,
  future: 0,
  open: 0,
  limits: {},
  jobs: [],
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
