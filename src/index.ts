/**
 * Tocsin as a library: load rules, run them over events, ask why.
 * @module
 */
export type { Alert } from "./alerts/alert.ts";
export type { Fate, LedgerEntry } from "./alerts/ledger.ts";
export { type Diagnostic, renderDiagnostic, renderDiagnosticLine, type Severity } from "./diagnostics/index.ts";
export type { Engine, EngineOptions } from "./engine/contract.ts";
export { createEngine } from "./engine/engine.ts";
export type { StateEntry } from "./engine/state/journal.ts";
export type { EngineStats, RuleStats } from "./engine/stats.ts";
export type { SpillStore } from "./engine/spill.ts";
export type { FieldTable, FieldType } from "./event/field-type.ts";
export type { Json, JsonObject, Scalar } from "./event/json.ts";
export { type EventDocument, ORIGIN, type Origin } from "./event/origin.ts";
export { defaultFields, extendFields, mappingFields } from "./event/schema.ts";
export { type InputSummary, readBatches, readEvents, type ReadOptions } from "./formats/input/read.ts";
export type { Plan } from "./plan/plan.ts";
export { loadExceptions } from "./rules/exceptions/load.ts";
export type { ExceptionList } from "./rules/exceptions/model.ts";
export { loadRules } from "./rules/load.ts";
export { type LoadedMlJobs, loadMlJobs } from "./rules/ml-jobs/load.ts";
export type { MlJob } from "./rules/ml-jobs/model.ts";
export type { Rule, RuleType } from "./rules/model.ts";
export { loadValueLists } from "./rules/value-lists/load.ts";
export type { ValueList, ValueLists } from "./rules/value-lists/model.ts";
export { type ValidateOptions, type Validation, validateRules } from "./rules/validate.ts";
export {
  type DocumentExplanation,
  type ExceptionVerdict,
  explain,
  type ExplainOptions,
  type MatchExplanation,
  type RuleExplanation,
  type StageVerdict,
} from "./toolkit/explain/explain.ts";
export { createExplainer, type Explainer } from "./toolkit/explain/explainer.ts";
export type {
  EsqlExplanation,
  AnomalyExplanation,
  IndicatorMatchExplanation,
  NewTermsExplanation,
  SampleExplanation,
  SequenceExplanation,
  ThresholdExplanation,
} from "./toolkit/explain/story-types.ts";
export type { SeenField, Verdict } from "./toolkit/explain/verdict.ts";
export { loadIndicators, readIndicators } from "./toolkit/indicators.ts";
export { type CompiledQuery, compileQuery, type QueryOptions } from "./toolkit/query.ts";
export type { CompiledEsqlQuery, EsqlOptions, EsqlResult, RunningEsql } from "./toolkit/esql-query.ts";
export { isQueryError, type QueryError } from "./toolkit/query-error.ts";
export type { QueryResult, SequenceResult } from "./toolkit/query-search.ts";
export type { CaseFault, CaseResult, RuleTestReport, RuleTestResult } from "./toolkit/rule-tests/results.ts";
export { testRules, type TestOptions } from "./toolkit/rule-tests/test-rules.ts";
export { readMappings } from "./toolkit/mapping-file.ts";
export { scan, type ScanOptions, type ScanReport, type ScanSink } from "./toolkit/scan.ts";
export { selectRules, type RuleSelection } from "./toolkit/select-rules.ts";
