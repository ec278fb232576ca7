import { type AlertBuilder, ALERTS_INDEX, createAlertBuilder } from "../alerts/alert.ts";
import { type Diagnostic, isError } from "../diagnostics/index.ts";
import { compileIndexPatterns } from "../event/index-name.ts";
import type { LowerEnv } from "../languages/language.ts";
import { compileMatcher, type Matcher } from "../matcher/compile.ts";
import { ANOMALY_END } from "../operators/anomaly/record.ts";
import { EsqlFailureTally } from "../matcher/esql/tally.ts";
import { compileEventQuery, type EventQuery } from "../operators/esql/events.ts";
import { esqlRunsBy, goesByEvent } from "../operators/esql/phases.ts";
import type { EsqlQueryOptions } from "../operators/esql/query.ts";
import { compileOrder, type OrderFields, type OrderKey } from "../operators/order.ts";
import type { RuleWindow } from "../operators/window.ts";
import type { JobPlan } from "../plan/job-plan.ts";
import type { Predicate } from "../plan/predicate.ts";
import type { EsqlRuleOp, ExceptOp, RulePlan } from "../plan/rule-plan.ts";
import { stagesOf } from "../plan/stages.ts";
import { compileRule } from "../rules/compile.ts";
import { lowerSuppression } from "../rules/suppression.ts";
import { indexPatternsOf } from "../rules/index-patterns.ts";
import type { CompiledRule as CompiledQuery } from "../rules/types/rule-type.ts";
import type { Rule } from "../rules/model.ts";
import type { EventDocument } from "../event/origin.ts";
import { createIndexRouter, type IndexRouter } from "./index-router.ts";
import { orderFields } from "./order-fields.ts";
import { ruleWindow, UNFIXED_WINDOW } from "../rules/window.ts";
import { windowOf } from "./slots.ts";
import { newRuleStats, type RuleStats } from "./stats.ts";
import type { RuleTrace } from "./rule-trace.ts";
import type { TimeReaders } from "./time-readers.ts";

/** A rule ready to run. Frozen but for its counters. */
export interface CompiledRule {
  /** Place among the running rules. */
  readonly number: number;
  readonly rule: Rule;
  readonly plan: RulePlan;
  readonly builder: AlertBuilder;
  readonly window: RuleWindow;
  /** Which reader of {@link TimeReaders} gives its window time. */
  readonly windowTime: number;
  readonly orderFields: OrderFields;
  readonly orderOf: (document: EventDocument) => OrderKey;
  /** Which of the two times its state goes by; `none`: it has no state. */
  readonly runsBy: "none" | "order" | "window";
  readonly maxSignals: number;
  readonly exceptions: readonly ExceptOp[];
  /** Number in the matcher of the first exception's predicate; the others follow. */
  readonly firstException: number;
  /** Its index patterns take alerts. */
  readonly readsAlerts: boolean;
  readonly trace: RuleTrace | undefined;
  readonly stats: RuleStats;
  /** An ES|QL query that goes event by event. */
  readonly eventQuery: EventQuery | undefined;
  /** Local data that ES|QL queries join with. */
  readonly data: EsqlQueryOptions | undefined;
  /** Evaluations of the rule's ES|QL that failed, but for the conditions that the matcher judges. */
  readonly failures: EsqlFailureTally;
}

/** A rule that loads but cannot run in this version, and why. */
export interface UnsupportedRule {
  readonly rule: Rule;
  readonly reason: string;
}

/** All running rules as one. */
export interface RuleSet {
  readonly rules: readonly CompiledRule[];
  readonly matcher: Matcher;
  /** By predicate of the matcher: the rule it belongs to, and its stage; {@link EXCEPTION} for an exception's. */
  readonly owner: Int32Array;
  readonly stage: Int32Array;
  readonly router: IndexRouter;
  /** The machine learning jobs that running rules name. */
  readonly jobs: readonly JobPlan[];
  readonly unsupported: readonly UnsupportedRule[];
  readonly problems: readonly Diagnostic[];
}

export const EXCEPTION = -1;
/** Stage of the predicate of a machine learning job; its owner is a number past those of the rules. */
export const JOB = -2;

/** What is bound to a rule from outside its file: an item with an error is not among `except`, and the rule runs. */
export interface RuleBinding {
  readonly except: readonly ExceptOp[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface CompileRulesOptions {
  readonly env: LowerEnv;
  /** Instead of `compileRule` with `env`: what it gave for the same rule before. */
  readonly compile?: ((rule: Rule) => CompiledQuery) | undefined;
  /** Instead of each rule's own `max_signals`. */
  readonly maxSignals?: number | undefined;
  /** The exceptions of a rule. */
  readonly bind?: ((rule: Rule) => RuleBinding) | undefined;
  /** Local data that ES|QL queries join with. */
  readonly data?: EsqlQueryOptions | undefined;
  /** What is told of a rule's events. */
  readonly trace?: ((rule: Rule, plan: RulePlan) => RuleTrace | undefined) | undefined;
  /** Machine learning jobs that may be named. */
  readonly jobs?: readonly JobPlan[];
}

/** Compiles rules for running together. A rule with an error is left out and reported; the rest run. */
export function compileRules(rules: readonly Rule[], times: TimeReaders, options: CompileRulesOptions): RuleSet {
  const unsupported: UnsupportedRule[] = [];
  const problems: Diagnostic[] = [];
  const running: { rule: Rule; plan: RulePlan }[] = [];
  for (const rule of rules) {
    const compiled = options.compile ? options.compile(rule) : compileRule(rule, options.env);
    problems.push(...compiled.diagnostics);
    const reason = compiled.unsupported ?? unsupportedPlan(rule, compiled.plan);
    if (reason !== undefined) unsupported.push({ rule, reason });
    if (reason !== undefined || !compiled.plan) continue;
    const bound = options.bind?.(rule) ?? NOTHING_BOUND;
    const { suppress, diagnostics } = lowerSuppression(rule, options.env, compiled.plan.root);
    problems.push(...bound.diagnostics, ...diagnostics);
    if (diagnostics.some(isError)) continue;
    const { except } = bound;
    const plan =
      except.length > 0 || suppress
        ? { ...compiled.plan, ...(except.length > 0 && { except }), ...(suppress && { suppress }) }
        : compiled.plan;
    running.push({ rule, plan });
  }
  return { ...assemble(running, times, options), unsupported, problems };
}

const NOTHING_BOUND: RuleBinding = { except: [], diagnostics: [] };

/** Pipes limit the results of one search, and a rule has no single search to limit; a windowed rule needs a window. */
function unsupportedPlan(rule: Rule, plan: RulePlan | undefined): string | undefined {
  if (!plan) return undefined;
  if (plan.pipes.length > 0) return "EQL pipes in rules (head, tail)";
  return runsBy(plan.root) === "window" && !ruleWindow(rule) ? UNFIXED_WINDOW : undefined;
}

function assemble(
  running: readonly { readonly rule: Rule; readonly plan: RulePlan }[],
  times: TimeReaders,
  { env, maxSignals, trace, data, jobs: known = [] }: CompileRulesOptions,
): Omit<RuleSet, "unsupported" | "problems"> {
  const predicates: Predicate[] = [];
  const owner: number[] = [];
  const stage: number[] = [];
  const add = (rule: number, place: number, predicate: Predicate): void => {
    predicates.push(predicate);
    owner.push(rule);
    stage.push(place);
  };
  const orders = new Map<string, (document: EventDocument) => OrderKey>();
  const compiled = running.map(({ rule, plan }, number): CompiledRule => {
    stagesOf(plan.root).forEach(({ where }, i) => add(number, i, where));
    const firstException = predicates.length;
    const exceptions = plan.except ?? [];
    for (const exception of exceptions) add(number, EXCEPTION, exception.where);
    const failures = new EsqlFailureTally();
    const order = orderFields(rule, env.fields);
    return {
      number,
      rule,
      plan,
      exceptions,
      firstException,
      builder: createAlertBuilder(rule),
      window: windowOf(rule),
      windowTime: windowTimeOf(rule, plan, times),
      orderFields: order,
      orderOf: orderOf(order, orders),
      runsBy: runsBy(plan.root),
      maxSignals: maxSignals ?? rule.maxSignals,
      readsAlerts: readsAlerts(rule, plan),
      trace: trace?.(rule, plan),
      stats: newRuleStats(rule),
      eventQuery: plan.root.kind === "esql" ? eventQueryOf(plan.root, failures, data) : undefined,
      data,
      failures,
    };
  });
  const jobs = namedJobs(running, known);
  jobs.forEach((job, i) => add(compiled.length + i, JOB, job.where));
  return {
    rules: compiled,
    jobs,
    matcher: compileMatcher(predicates),
    owner: Int32Array.from(owner),
    stage: Int32Array.from(stage),
    router: createIndexRouter(
      compiled.map(({ rule, plan }) => indexPatternsOf(rule, plan.root)),
      jobs.map(({ indices }) => indices),
    ),
  };
}

/** What a rule's state goes by. */
const runsBy = (root: RulePlan["root"]): CompiledRule["runsBy"] => (root.kind === "esql" ? esqlRunsBy(root) : RUNS_BY[root.kind]);

function eventQueryOf(root: EsqlRuleOp, failures: EsqlFailureTally, data: EsqlQueryOptions | undefined): EventQuery | undefined {
  if (!goesByEvent(root)) return undefined;
  const query = compileEventQuery(root.query, data);
  query.run.warn = (failure) => failures.add(failure);
  return query;
}

const RUNS_BY = {
  filter: "none",
  indicatorMatch: "none",
  anomaly: "none",
  sequence: "order",
  sample: "window",
  threshold: "window",
  newTerms: "window",
} as const;

/** A job that no rule reads does not run. */
function namedJobs(running: readonly { readonly plan: RulePlan }[], known: readonly JobPlan[]): readonly JobPlan[] {
  const names = new Set(running.flatMap(({ plan: { root } }) => (root.kind === "anomaly" ? root.jobs : [])));
  return known.filter(({ id }) => names.has(id));
}

/** Nobody can know of an anomaly before its bucket has ended. */
const windowTimeOf = ({ timestampOverride, timestampOverrideOnly }: Rule, { root }: RulePlan, times: TimeReaders): number =>
  root.kind === "anomaly" ? times.register(ANOMALY_END) : times.register(timestampOverride, timestampOverrideOnly);

/** One reader for all rules with the same order. */
function orderOf(fields: OrderFields, known: Map<string, (document: EventDocument) => OrderKey>): (document: EventDocument) => OrderKey {
  const key = JSON.stringify(fields);
  const order = known.get(key) ?? compileOrder(fields);
  known.set(key, order);
  return order;
}

/** The rule names alerts by a pattern of its own; `*` alone does not. */
const readsAlerts = (rule: Rule, { root }: RulePlan): boolean =>
  (rule.index !== undefined || root.kind === "esql") && compileIndexPatterns(indexPatternsOf(rule, root))(ALERTS_INDEX);
