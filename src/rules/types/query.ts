import { KUERY_KEYS } from "../schema/query.ts";
import { suppression } from "../schema/suppression.ts";
import { compileQueryRule } from "./query-plan.ts";
import type { RuleTypeEntry } from "./rule-type.ts";

/** KQL or Lucene over single events. */
export const queryRule: RuleTypeEntry = {
  type: "query",
  languages: ["kuery", "lucene"],
  languageRequired: false,
  query: "blank",
  keys: { ...KUERY_KEYS, alert_suppression: suppression.optional() },
  checks: [],
  compile: compileQueryRule,
};
