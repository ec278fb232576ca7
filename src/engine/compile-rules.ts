import { type AlertBuilder, createAlertBuilder } from "../alerts/alert.ts";
import type { Diagnostic } from "../diagnostics/index.ts";
import { ecsFields } from "../event/schema.ts";
import type { LowerEnv } from "../languages/language.ts";
import { compileMatcher, type Matcher } from "../matcher/compile.ts";
import type { Plan, StageOp } from "../plan/plan.ts";
import type { Predicate } from "../plan/predicate.ts";
import { compileRule } from "../rules/compile.ts";
import type { Rule } from "../rules/model.ts";
import { createIndexRouter, type IndexRouter } from "./index-router.ts";
import { intervalOf } from "./slots.ts";
import { newRuleStats, type RuleStats } from "./stats.ts";
import type { TimeReaders } from "./time-readers.ts";

/** A rule ready to run. Frozen but for its counters. */
export interface CompiledRule {
  /** Place among the running rules. */
  readonly number: number;
  readonly rule: Rule;
  readonly plan: Plan;
  readonly builder: AlertBuilder;
  /** Milliseconds between slots. */
  readonly interval: number;
  /** Which reader of {@link TimeReaders} gives its window time. */
  readonly windowTime: number;
  readonly maxSignals: number;
  readonly stats: RuleStats;
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
  /** By predicate of the matcher: the rule it belongs to, and its stage (the until stage comes after the last). */
  readonly owner: Int32Array;
  readonly stage: Int32Array;
  readonly router: IndexRouter;
  readonly unsupported: readonly UnsupportedRule[];
  readonly problems: readonly Diagnostic[];
}

export interface CompileRulesOptions {
  readonly env: LowerEnv;
  /** Instead of each rule's own `max_signals`. */
  readonly maxSignals?: number | undefined;
}

/** Compiles rules for running together. A rule with an error is left out and reported; the rest run. */
export function compileRules(rules: readonly Rule[], times: TimeReaders, { env, maxSignals }: CompileRulesOptions): RuleSet {
  const running: CompiledRule[] = [];
  const unsupported: UnsupportedRule[] = [];
  const problems: Diagnostic[] = [];
  for (const rule of rules) {
    const compiled = compileRule(rule, env);
    problems.push(...compiled.diagnostics);
    const reason = compiled.unsupported ?? unsupportedPlan(compiled.plan);
    if (reason !== undefined) unsupported.push({ rule, reason });
    else if (compiled.plan) running.push(prepare(rule, compiled.plan, running.length, times, maxSignals));
  }
  const predicates: Predicate[] = [];
  const owner: number[] = [];
  const stage: number[] = [];
  for (const compiled of running) {
    predicatesOf(compiled.plan).forEach((predicate, i) => {
      predicates.push(predicate);
      owner.push(compiled.number);
      stage.push(i);
    });
  }
  return {
    rules: running,
    matcher: compileMatcher(predicates),
    owner: Int32Array.from(owner),
    stage: Int32Array.from(stage),
    router: createIndexRouter(running.map((r) => r.rule)),
    unsupported,
    problems,
  };
}

function prepare(rule: Rule, plan: Plan, number: number, times: TimeReaders, maxSignals: number | undefined): CompiledRule {
  return {
    number,
    rule,
    plan,
    builder: createAlertBuilder(rule, ecsFields()),
    interval: intervalOf(rule),
    windowTime: times.register(rule.timestampOverride),
    maxSignals: maxSignals ?? rule.maxSignals,
    stats: newRuleStats(rule),
  };
}

/** Pipes limit the results of one search; a rule has no single search to limit. */
const unsupportedPlan = (plan: Plan | undefined): string | undefined =>
  plan && plan.pipes.length > 0 ? "EQL pipes in rules (head, tail)" : undefined;

/** The tests of single events that a plan needs, stage by stage. */
export function predicatesOf({ root }: Plan): readonly Predicate[] {
  if (root.kind === "filter") return [root.where];
  const stages: readonly StageOp[] = root.kind === "sequence" && root.until ? [...root.stages, root.until] : root.stages;
  return stages.map((s) => s.where);
}
