/** Rules: files ▸ checked rules ▸ plans. */
export { type CheckOptions } from "./check.ts";
export { compileRule } from "./compile.ts";
export { loadRules, loadRuleText, type LoadResult } from "./load.ts";
export {
  type Rule,
  type RuleQuery,
  type RuleState,
  type RuleType,
  RULE_TYPES,
  SEVERITIES,
  type Severity,
  type Technique,
  type Threat,
} from "./model.ts";
export type { CompiledRule } from "./types/rule-type.ts";
export { type RuleReport, type ValidateOptions, type Validation, validateRules } from "./validate.ts";
