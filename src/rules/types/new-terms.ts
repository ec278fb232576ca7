import { z } from "zod";
import { isError } from "../../diagnostics/index.ts";
import { isJsonObject, type JsonObject } from "../../event/json.ts";
import type { LowerEnv } from "../../languages/language.ts";
import { NOTHING } from "../../plan/combine.ts";
import { groupFields } from "../group-fields.ts";
import type { Rule } from "../model.ts";
import { instant } from "../schema/consistency.ts";
import type { Finding } from "../schema/finding.ts";
import { dateMath } from "../schema/forms.ts";
import { KUERY_KEYS } from "../schema/query.ts";
import { suppression } from "../schema/suppression.ts";
import { nonBlank } from "../schema/values.ts";
import { ruleWindow, UNFIXED_WINDOW } from "../window.ts";
import { compileQueryRule } from "./query-plan.ts";
import type { CompiledRule, RuleTypeEntry } from "./rule-type.ts";

const fields = z.array(nonBlank).min(1).max(3);

/** Rule files nest what Kibana has as two keys, each with its Kibana name as `field`. */
const nested = z.strictObject({
  field: z.literal("new_terms_fields"),
  value: fields,
  history_window_start: z
    .array(z.strictObject({ field: z.literal("history_window_start"), value: dateMath }))
    .min(1)
    .max(1),
});

/** Values that a field, or a combination of fields, has never had in the history window. */
export const newTermsRule: RuleTypeEntry = {
  type: "new_terms",
  languages: ["kuery", "lucene"],
  languageRequired: false,
  query: "blank",
  keys: {
    ...KUERY_KEYS,
    new_terms: nested.optional(),
    new_terms_fields: fields.optional(),
    history_window_start: dateMath.optional(),
    alert_suppression: suppression.optional(),
  },
  checks: [oneForm, uniqueFields, historyBeforeWindow],
  compile,
};

function compile(rule: Rule, env: LowerEnv): CompiledRule {
  const events = compileQueryRule(rule, env);
  const { new_terms_fields: names, history_window_start: history } = rule.params as {
    new_terms_fields: string[];
    history_window_start: string;
  };
  const grouping = groupFields(
    rule,
    names.map((name, i) => ({ name, paths: [`rule.new_terms.value.${i}`, `rule.new_terms_fields.${i}`] })),
    env,
  );
  const diagnostics = [...events.diagnostics, ...grouping.diagnostics];
  const root = events.plan?.root;
  if (root?.kind !== "filter" || diagnostics.some(isError)) return { diagnostics };
  if (!ruleWindow(rule)) return { unsupported: UNFIXED_WINDOW, diagnostics };
  const where = grouping.impossible ? NOTHING : root.where;
  return { plan: { root: { kind: "newTerms", where, fields: grouping.fields, history }, pipes: [] }, diagnostics };
}

/** The rule with the nested form of rule files written as Kibana's API has it. */
export function flattenNewTerms(rule: JsonObject): JsonObject {
  if (!isJsonObject(rule["new_terms"])) return rule;
  const { new_terms, ...rest } = rule as { new_terms: JsonObject } & JsonObject;
  const history = Array.isArray(new_terms["history_window_start"]) ? new_terms["history_window_start"][0] : undefined;
  return {
    ...rest,
    ...(new_terms["value"] !== undefined && { new_terms_fields: new_terms["value"] }),
    ...(isJsonObject(history) && history["value"] !== undefined && { history_window_start: history["value"] }),
  };
}

function oneForm(rule: JsonObject): readonly Finding[] {
  const flat = ["new_terms_fields", "history_window_start"];
  if (rule["new_terms"] === undefined) {
    return flat
      .filter((key) => rule[key] === undefined)
      .map((key) => ({
        code: "T1011",
        path: `rule.${key}`,
        message: `\`${key}\` is missing`,
        hint: "a rule file may have it as [rule.new_terms] with `value` and `history_window_start`",
      }));
  }
  const both = flat.filter((key) => rule[key] !== undefined);
  return both.map((key) => ({
    code: "T1016",
    path: `rule.${key}`,
    at: "key",
    message: `\`${key}\` and [rule.new_terms] say the same thing; only one may be set`,
  }));
}

function uniqueFields(rule: JsonObject): readonly Finding[] {
  const list = flattenNewTerms(rule)["new_terms_fields"];
  if (!Array.isArray(list)) return [];
  const base = rule["new_terms"] === undefined ? "rule.new_terms_fields" : "rule.new_terms.value";
  return list.flatMap((name, index) =>
    typeof name !== "string" || list.indexOf(name) === index
      ? []
      : [{ code: "T1021" as const, path: `${base}.${index}`, message: `the field \`${name}\` is named twice` }],
  );
}

/** There must be history before the window, else everything is new. */
function historyBeforeWindow(rule: JsonObject): readonly Finding[] {
  const history = instant(flattenNewTerms(rule)["history_window_start"], false);
  const from = instant(rule["from"] ?? "now-6m", false);
  if (history === undefined || from === undefined || history < from) return [];
  const path = rule["new_terms"] === undefined ? "rule.history_window_start" : "rule.new_terms.history_window_start.0.value";
  return [{ code: "T1021", path, message: "the history must start before the window: `history_window_start` must be earlier than `from`" }];
}
