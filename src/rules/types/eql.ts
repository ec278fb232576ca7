import { SOURCE_KEYS } from "../schema/query.ts";
import { suppression } from "../schema/suppression.ts";
import { freeTables, nonBlank, text } from "../schema/values.ts";
import { compileQueryRule } from "./query-plan.ts";
import type { RuleTypeEntry } from "./rule-type.ts";

/** EQL: an event query, a sequence or a sample. */
export const eqlRule: RuleTypeEntry = {
  type: "eql",
  languages: ["eql"],
  languageRequired: true,
  query: "required",
  keys: {
    ...SOURCE_KEYS,
    query: text.optional(),
    language: text.optional(),
    filters: freeTables.optional(),
    event_category_override: nonBlank.optional(),
    timestamp_field: nonBlank.optional(),
    tiebreaker_field: nonBlank.optional(),
    alert_suppression: suppression.optional(),
  },
  checks: [],
  compile: (rule, env) =>
    compileQueryRule(rule, { ...env, ...(rule.eventCategoryField !== undefined && { categoryField: rule.eventCategoryField }) }),
};
