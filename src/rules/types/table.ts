import type { RuleType } from "../model.ts";
import { eqlRule } from "./eql.ts";
import { esqlRule } from "./esql.ts";
import { machineLearningRule } from "./machine-learning.ts";
import { newTermsRule } from "./new-terms.ts";
import { queryRule } from "./query.ts";
import type { RuleTypeEntry } from "./rule-type.ts";
import { savedQueryRule } from "./saved-query.ts";
import { threatMatchRule } from "./threat-match.ts";
import { thresholdRule } from "./threshold.ts";

/** Every rule type. */
export const RULE_TYPE_TABLE: Readonly<Record<RuleType, RuleTypeEntry>> = {
  eql: eqlRule,
  query: queryRule,
  saved_query: savedQueryRule,
  threshold: thresholdRule,
  new_terms: newTermsRule,
  threat_match: threatMatchRule,
  esql: esqlRule,
  machine_learning: machineLearningRule,
};

export const ruleTypeOf = (type: unknown): RuleTypeEntry | undefined =>
  typeof type === "string" && Object.hasOwn(RULE_TYPE_TABLE, type) ? RULE_TYPE_TABLE[type as RuleType] : undefined;
