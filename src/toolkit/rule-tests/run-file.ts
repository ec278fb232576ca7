import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { loadJobsFor } from "../ml-jobs.ts";
import { createSource, diagnostic, isError, type Diagnostic } from "../../diagnostics/index.ts";
import { compileRule } from "../../rules/compile.ts";
import { loadRules } from "../../rules/load.ts";
import type { Rule } from "../../rules/model.ts";
import { readCaseFile } from "./case-file.ts";
import type { CaseReader } from "./case-reader.ts";
import { Fixtures } from "./fixtures.ts";
import { ruleFileBeside } from "./find-rule-file.ts";
import { warnOfMisspelt } from "./misspelt-fields.ts";
import type { CaseFile } from "./model.ts";
import { runCase } from "./run-case.ts";
import type { CaseResult, RuleTestResult } from "./results.ts";

/** Runs the cases of one file, with machine learning jobs from the paths beside the shipped ones. Never throws on what is in it. */
export async function runCaseFile(path: string, mlJobs: readonly string[] = []): Promise<RuleTestResult> {
  const text = await readFile(path, "utf8").catch((error: Error) => error);
  if (text instanceof Error) {
    const problem = diagnostic("T1301", `the file cannot be read: ${text.message}`, { file: path });
    return { rule: undefined, file: path, cases: [], problems: [problem], reads: [path], passed: false };
  }
  const { file, reader } = readCaseFile(createSource(path, text));
  const ruleFile = file?.rule === undefined ? ruleFileBeside(path) : resolve(dirname(path), file.rule);
  const rule = await loadTested(reader, file, ruleFile);
  const fixtures = new Fixtures(reader);
  const cases = file && rule ? await runCases(reader, fixtures, file, rule, mlJobs) : [];
  const passed = cases.every((each) => each.passed) && !reader.problems.some(isError);
  return {
    rule: rule && { id: rule.id, name: rule.name, type: rule.type, file: rule.source.name },
    file: path,
    cases,
    problems: reader.problems,
    reads: [path, ...(ruleFile === undefined ? [] : [ruleFile]), ...fixtures.reads],
    passed,
  };
}

/** The rule that a file tests; undefined where there is none that runs, which is told. */
async function loadTested(reader: CaseReader, file: CaseFile | undefined, ruleFile: string | undefined): Promise<Rule | undefined> {
  if (ruleFile === undefined) {
    reader.fault("T1311", "", "there is no rule file of this name beside the case file", "name the rule file with `rule`");
    return undefined;
  }
  const { rules, problems } = await loadRules(ruleFile);
  reader.problems.push(...problems.filter(isError));
  const id = file?.ruleId;
  const [rule, second] = id === undefined ? rules : rules.filter((each) => each.id === id);
  if (!rule || second) {
    if (problems.some(isError)) return undefined;
    const message = second
      ? `there are ${rules.length} rules in ${ruleFile}`
      : `there is no rule${id === undefined ? "" : ` \`${id}\``} in ${ruleFile}`;
    reader.fault("T1311", id === undefined ? "rule" : "rule_id", message, second && "say which with `rule_id`");
    return undefined;
  }
  return rule;
}

async function runCases(
  reader: CaseReader,
  fixtures: Fixtures,
  file: CaseFile,
  rule: Rule,
  mlJobs: readonly string[],
): Promise<readonly CaseResult[]> {
  const fields = await fixtures.fields(file.schema);
  const { plan, diagnostics, unsupported } = compileRule(rule, { fields });
  reader.problems.push(...diagnostics.filter(isError));
  if (unsupported !== undefined) reader.problems.push(notRun(rule, unsupported));
  if (unsupported !== undefined || diagnostics.some(isError)) return [];
  if (plan) warnOfMisspelt(reader, file, plan, fields);
  const { jobs, problems } = await loadJobsFor([rule], mlJobs);
  reader.problems.push(...problems.filter(isError));
  const results: CaseResult[] = [];
  for (const ruleCase of file.cases) {
    const prepared = await fixtures.prepare(rule, fields, ruleCase, jobs);
    if (prepared) results.push(runCase(reader, ruleCase, prepared));
  }
  return results;
}

const notRun = (rule: Rule, reason: string): Diagnostic =>
  diagnostic("T1311", `this version does not run the rule: ${reason}`, { file: rule.source.name });
