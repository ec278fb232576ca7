/** Rules: files ▸ checked rules ▸ plans. */
export { type CheckOptions } from "./check.ts";
export { compileRule } from "./compile.ts";
export { exceptionsFor, type RuleExceptions } from "./exceptions/bind.ts";
export { type LoadedExceptions, loadExceptions, loadExceptionText } from "./exceptions/load.ts";
export type { ExceptionEntry, ExceptionItem, ExceptionList, ExceptionListType } from "./exceptions/model.ts";
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
export { type LoadedValueLists, loadValueLists } from "./value-lists/load.ts";
export type { ValueList, ValueLists, ValueListType } from "./value-lists/model.ts";
