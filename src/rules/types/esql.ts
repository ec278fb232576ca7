import { isError } from "../../diagnostics/index.ts";
import type { EsqlQuery } from "../../languages/esql/index.ts";
import type { LowerEnv } from "../../languages/language.ts";
import { esql } from "../../languages/table.ts";
import { ALL } from "../../plan/combine.ts";
import type { EsqlFrom, EsqlOp } from "../../plan/esql.ts";
import { combine } from "../../plan/esql-combine.ts";
import { pushDown } from "../../plan/esql-pushdown.ts";
import { hoistSearches } from "../../plan/esql-searches.ts";
import { withoutUnread } from "../../plan/esql-unread.ts";
import type { EsqlRuleOp } from "../../plan/rule-plan.ts";
import type { Rule } from "../model.ts";
import { suppression } from "../schema/suppression.ts";
import { text } from "../schema/values.ts";
import type { CompiledRule, RuleTypeEntry } from "./rule-type.ts";

/** An ES|QL pipeline. Its sources stand in the query, so it has no `index` and no `filters`. */
export const esqlRule: RuleTypeEntry = {
  type: "esql",
  languages: ["esql"],
  languageRequired: true,
  query: "required",
  keys: { query: text.optional(), language: text.optional(), alert_suppression: suppression.optional() },
  checks: [],
  compile: compileEsqlRule,
};

function compileEsqlRule(rule: Rule, env: LowerEnv): CompiledRule {
  if (!rule.query) return { diagnostics: [] };
  const parsed = esql.parse(rule.query.source);
  const { rows: op, diagnostics } = esql.lower(parsed, env);
  const refused = refusal(parsed.ast, op);
  if (refused !== undefined) return { unsupported: refused, diagnostics: diagnostics.filter((each) => !isError(each)) };
  if (!op || diagnostics.some(isError)) return { diagnostics };
  return { plan: { root: ruleOp(op), pipes: [] }, diagnostics };
}

/** Why a query that is right is not run. */
function refusal(ast: EsqlQuery | undefined, op: EsqlOp | undefined): string | undefined {
  if (ast?.commands.some(({ kind }) => kind === "completion")) return "COMPLETION in ES|QL, which asks an inference service about each row";
  if (op?.commands.some(({ kind }) => kind === "changePoint")) return "CHANGE_POINT in ES|QL";
  return op?.source.kind === "row" ? "ES|QL queries that begin with ROW, since they read no events" : undefined;
}

function ruleOp(op: EsqlOp): EsqlRuleOp {
  const { source, commands, columns } = withoutUnread(hoistSearches(pushDown(combine(op), true)));
  const { where } = source as EsqlFrom;
  // Places count from the query's begin, and its text is the rule's: without it a plan is equal where the query means the same.
  return {
    kind: "esql",
    where,
    query: { kind: "esql", text: "", source: { ...(source as EsqlFrom), where: ALL }, commands, columns },
    each: eachOf(op),
  };
}

/** Kibana's test: without STATS and with `_id` left, an alert is of an event. A query that never asked for `_id` is given it. */
function eachOf({ source, commands, columns }: EsqlOp): EsqlRuleOp["each"] {
  if (commands.some(({ kind }) => kind === "stats")) return "row";
  const asked = source.kind === "from" && source.metadata.some(({ name }) => name === "_id");
  return !asked || columns.some(({ name }) => name === "_id") ? "event" : "row";
}
