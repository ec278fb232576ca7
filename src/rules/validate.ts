import { type Diagnostic, isError } from "../diagnostics/index.ts";
import { defaultFields } from "../event/schema.ts";
import type { FieldTable } from "../event/field-type.ts";
import { compileRule } from "./compile.ts";
import { checkFailedQuery } from "./failed-query.ts";
import { loadRules } from "./load.ts";
import type { Rule } from "./model.ts";

export interface ValidateOptions {
  /** Default: the Elastic Common Schema with its overlays. */
  readonly fields?: FieldTable;
  /** Unknown keys and unknown fields are errors. */
  readonly strict?: boolean;
}

/** What compiling one loaded rule found. */
export interface RuleReport {
  readonly rule: Rule;
  readonly diagnostics: readonly Diagnostic[];
  /** Why this version does not run it, if it does not. */
  readonly unsupported?: string;
}

export interface Validation {
  readonly reports: readonly RuleReport[];
  /**
   * Everything that loading and compiling found: first the files' faults, then those in the queries of loaded rules, then
   * those in the queries of rules with faults elsewhere, each in load order.
   */
  readonly problems: readonly Diagnostic[];
  readonly files: number;
  /** Rules found, loaded or not. */
  readonly rules: number;
  readonly errors: number;
  readonly warnings: number;
  /** How many rules are not run, by reason. */
  readonly unsupported: Readonly<Record<string, number>>;
}

/** Loads and compiles every rule, of any state, and counts what is wrong. */
export async function validateRules(paths: string | readonly string[], options: ValidateOptions = {}): Promise<Validation> {
  const { strict = false, fields = defaultFields() } = options;
  const loaded = await loadRules(paths, { strict });
  const reports = loaded.rules.map((rule) => report(rule, fields, strict));
  const inFailed = loaded.failedQueries.flatMap((query) => checkFailedQuery(query, { fields, strict }));
  const problems = [...loaded.problems, ...reports.flatMap((r) => r.diagnostics), ...inFailed];
  const unsupported: Record<string, number> = {};
  for (const { unsupported: reason } of reports) if (reason !== undefined) unsupported[reason] = (unsupported[reason] ?? 0) + 1;
  return {
    reports,
    problems,
    files: loaded.files,
    rules: loaded.rules.length + loaded.failed,
    errors: problems.filter(isError).length,
    warnings: problems.filter((p) => p.severity === "warning").length,
    unsupported,
  };
}

function report(rule: Rule, fields: FieldTable, strict: boolean): RuleReport {
  const { diagnostics, unsupported } = compileRule(rule, { fields, strict });
  return { rule, diagnostics, ...(unsupported !== undefined && { unsupported }) };
}
