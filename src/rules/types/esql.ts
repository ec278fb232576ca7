import { isError } from "../../diagnostics/index.ts";
import { suppression } from "../schema/suppression.ts";
import { text } from "../schema/values.ts";
import { compileText } from "./query-plan.ts";
import type { RuleTypeEntry } from "./rule-type.ts";

/** An ES|QL pipeline. Its sources stand in the query, so it has no `index` and no `filters`. */
export const esqlRule: RuleTypeEntry = {
  type: "esql",
  languages: ["esql"],
  languageRequired: true,
  query: "required",
  keys: { query: text.optional(), language: text.optional(), alert_suppression: suppression.optional() },
  checks: [],
  compile: (rule, env) => {
    const diagnostics = rule.query ? compileText(rule.query, env).diagnostics : [];
    return diagnostics.some(isError) ? { diagnostics } : { unsupported: "esql rules are not run yet", diagnostics };
  },
};
