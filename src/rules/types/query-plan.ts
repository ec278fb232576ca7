import { type Diagnostic, isError } from "../../diagnostics/index.ts";
import { lowerFilters } from "../../languages/dsl/index.ts";
import type { LowerEnv } from "../../languages/language.ts";
import { languageOf } from "../../languages/table.ts";
import { ALL, allOf } from "../../plan/combine.ts";
import type { FilterOp, Plan, RootOp, StageOp } from "../../plan/plan.ts";
import type { Predicate } from "../../plan/predicate.ts";
import type { Rule, RuleQuery } from "../model.ts";
import { placeIn } from "../rule-place.ts";
import type { CompiledRule } from "./rule-type.ts";

/** The rule's query and filters as one plan. */
export function compileQueryRule(rule: Rule, env: LowerEnv): CompiledRule {
  const query = rule.query && compileText(rule.query, env);
  const filters = compileFilters(rule, "filters", env);
  const diagnostics = [...(query?.diagnostics ?? []), ...filters.diagnostics];
  if (diagnostics.some(isError)) return { diagnostics };
  const plan = query ? query.plan : EVERY_EVENT;
  return { ...(plan && { plan: withFilter(plan, filters.predicate) }), diagnostics };
}

/** A query as a plan; one in a language that has no compiler here gives neither plan nor faults. */
export function compileText(query: RuleQuery, env: LowerEnv): { readonly plan?: Plan; readonly diagnostics: readonly Diagnostic[] } {
  const language = languageOf(query.language);
  if (!language) return { diagnostics: [] };
  const parsed = language.parse(query.source);
  const lowered = language.lower(parsed, env);
  return { ...(lowered.plan && { plan: lowered.plan }), diagnostics: withoutRepeats([...parsed.diagnostics, ...lowered.diagnostics]) };
}

/** A list of `filters` (query DSL) under the given key, as a test of one event. */
export function compileFilters(
  rule: Rule,
  key: string,
  env: LowerEnv,
): { readonly predicate?: Predicate; readonly diagnostics: readonly Diagnostic[] } {
  const filters = rule.params[key];
  if (!Array.isArray(filters) || filters.length === 0) return { diagnostics: [] };
  return lowerFilters(filters, env, (path) => placeIn(rule, path === "" ? `rule.${key}` : `rule.${key}.${path}`), languageOf("lucene"));
}

/** What a blank query means. */
const EVERY_EVENT: Plan = { root: { kind: "filter", where: ALL }, pipes: [] };

/** As Elasticsearch's `filter` beside an EQL query: every event, of any stage and of `until`, must pass. */
function withFilter(plan: Plan, filter: Predicate | undefined): Plan {
  return filter ? { ...plan, root: filtered(plan.root, filter) } : plan;
}

function filtered(root: RootOp, filter: Predicate): RootOp {
  switch (root.kind) {
    case "filter":
      return both(root, filter);
    case "sample":
      return { ...root, stages: root.stages.map((stage) => both(stage, filter)) };
    case "sequence":
      return { ...root, stages: root.stages.map((stage) => both(stage, filter)), ...(root.until && { until: both(root.until, filter) }) };
  }
}

const both = <Op extends FilterOp | StageOp>(op: Op, filter: Predicate): Op => ({
  ...op,
  where: op.where.kind === "all" ? filter : allOf([op.where, filter]),
});

/** Lowering may tell again what parsing told. */
const withoutRepeats = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => [...new Set(diagnostics)];
