import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type Diagnostic, diagnostic } from "../../diagnostics/index.ts";
import { expandPaths, type FileKind, RULE_FILES } from "../../rules/files.ts";
import { loadRules } from "../../rules/load.ts";
import type { Rule } from "../../rules/model.ts";
import { selectRules } from "../select-rules.ts";
import { caseFileBeside, isCaseFile } from "./find-rule-file.ts";
import type { RuleTestReport, RuleTestResult } from "./results.ts";
import { runCaseFile } from "./run-file.ts";

export interface TestOptions {
  /** Only rules of these ids or names, `*` as wildcard. */
  readonly rule?: readonly string[];
  /** Files and folders with machine learning jobs, beside the shipped ones. */
  readonly mlJobs?: readonly string[];
  /** Told of each rule as it is done. */
  readonly onResult?: (result: RuleTestResult) => void | Promise<void>;
}

/**
 * Runs the cases beside rules by the production engine: of case files, of rule files, of all in folders and globs.
 * Rules without a case file are in the report too. Never throws on what is in the files.
 */
export async function testRules(paths: string | readonly string[], options: TestOptions = {}): Promise<RuleTestReport> {
  const started = performance.now();
  const { caseFiles, rules, problems } = await findTests(typeof paths === "string" ? [paths] : paths);
  const results: RuleTestResult[] = [];
  const add = async (result: RuleTestResult): Promise<void> => {
    results.push(result);
    await options.onResult?.(result);
  };
  const tested = new Set<string>();
  for (const file of caseFiles) {
    const result = await runCaseFile(file, options.mlJobs);
    if (result.rule) tested.add(result.rule.id);
    if (isChosen(result.rule, options)) await add(result);
  }
  for (const rule of rules) if (!tested.has(rule.id) && rule.state !== "deprecated" && isChosen(rule, options)) await add(untested(rule));
  return { ...totalsOf(results), results, problems, milliseconds: performance.now() - started };
}

/** A file whose rule did not load is shown whatever is chosen. */
function isChosen(rule: { readonly id: string; readonly name: string } | undefined, { rule: names = [] }: TestOptions): boolean {
  return names.length === 0 || rule === undefined || selectRules([rule as Rule], { rule: names, includeInactive: true }).rules.length > 0;
}

const untested = ({ id, name, type, source }: Rule): RuleTestResult => ({
  rule: { id, name, type, file: source.name },
  cases: [],
  problems: [],
  reads: [source.name, caseFileBeside(source.name)],
  passed: true,
});

/** The counts of a report. */
export function totalsOf(results: readonly RuleTestResult[]): Pick<RuleTestReport, "passed" | "failed" | "faulty" | "untested"> {
  const cases = results.flatMap((result) => result.cases);
  return {
    passed: cases.filter((each) => each.passed).length,
    failed: cases.filter((each) => !each.passed).length,
    faulty: results.filter(({ passed, cases: own }) => !passed && own.every((each) => each.passed)).length,
    untested: results.filter((result) => result.cases.length === 0 && result.passed).length,
  };
}

const CASE_FILES: FileKind = { accepts: isCaseFile, missing: noTests };

function noTests(path: string): Diagnostic {
  const hint = "cases stand beside a rule, in a file named <rule>.test.yaml";
  return diagnostic("T1313", `there are no rules and no case files at \`${path}\``, { hint, file: path });
}

interface FoundTests {
  readonly caseFiles: readonly string[];
  readonly rules: readonly Rule[];
  readonly problems: readonly Diagnostic[];
}

/** Case files at the paths, and the rules there. */
async function findTests(paths: readonly string[]): Promise<FoundTests> {
  const caseFiles = new Map<string, string>();
  const ruleFiles: string[] = [];
  const problems: Diagnostic[] = [];
  for (const path of paths) {
    const cases = await expandPaths([path], CASE_FILES);
    const rules = isCaseFile(path) ? { files: [] } : await expandPaths([path], RULE_FILES);
    const found = cases.files.map((file) => file.path).filter(isCaseFile);
    if (found.length === 0 && rules.files.length === 0) problems.push(noTests(path));
    const beside = rules.files.map((file) => caseFileBeside(file.path)).filter((file) => existsSync(file));
    for (const file of [...found, ...beside]) caseFiles.set(resolve(file), file);
    ruleFiles.push(...rules.files.map((file) => file.path));
  }
  const { rules } = ruleFiles.length === 0 ? { rules: [] } : await loadRules(ruleFiles);
  return { caseFiles: [...caseFiles.values()].sort(), rules, problems };
}
