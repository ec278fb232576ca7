import { KUERY_KEYS } from "../schema/query.ts";
import { suppression } from "../schema/suppression.ts";
import { nonBlank } from "../schema/values.ts";
import { compileQueryRule } from "./query-plan.ts";
import type { RuleTypeEntry } from "./rule-type.ts";

/**
 * As a query rule, by a query saved in Kibana. Kibana prefers the saved object and falls back to the query in the
 * rule; there are no saved objects here.
 */
export const savedQueryRule: RuleTypeEntry = {
  type: "saved_query",
  languages: ["kuery", "lucene"],
  languageRequired: false,
  query: "optional",
  keys: { ...KUERY_KEYS, saved_id: nonBlank, alert_suppression: suppression.optional() },
  checks: [],
  compile: (rule, env) =>
    rule.query
      ? compileQueryRule(rule, env)
      : { unsupported: "saved_query rules without a query of their own need Kibana's saved objects", diagnostics: [] },
};
