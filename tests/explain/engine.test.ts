import { dirname, resolve } from "node:path";
import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createSource } from "../../src/diagnostics/index.ts";
import { loadRules } from "../../src/rules/load.ts";
import type { Rule } from "../../src/rules/model.ts";
import { explain, type ExplainOptions, type RuleExplanation } from "../../src/toolkit/explain/explain.ts";
import { readCaseFile } from "../../src/toolkit/rule-tests/case-file.ts";
import { ruleFileBeside } from "../../src/toolkit/rule-tests/find-rule-file.ts";
import { loadJobsFor } from "../../src/toolkit/ml-jobs.ts";
import { Fixtures } from "../../src/toolkit/rule-tests/fixtures.ts";
import { type PreparedCase, runOnce } from "../../src/toolkit/rule-tests/outcome.ts";
import { readEqlSuites } from "../conformance/eql-suite.ts";
import { caseRule, runEngine, suiteFields } from "../engine/suite-rules.ts";
import { ROOT, sharedPath } from "../support/shared.ts";

/** The laws that hold of every explanation whatever the rule. */
function checkLaws(explanation: RuleExplanation): void {
  expect(explanation.documents.map(({ number }) => number)).toEqual(explanation.documents.map((_, i) => i));
  for (const { stages, matched, indexAccepted, failing, exception } of explanation.documents) {
    expect(matched).toBe(indexAccepted && stages.some((stage) => stage.matched));
    expect(failing === 0).toBe(stages.some((stage) => stage.matched));
    for (const stage of stages) expect(stage.failing === 0).toBe(stage.verdict.matched);
    if (exception) expect(exception.verdict.matched).toBe(true);
  }
  // Plain data.
  expect(JSON.parse(JSON.stringify(explanation))).toBeTypeOf("object");
}

const caseFiles = globSync("rules/**/*.test.yaml", { cwd: ROOT }).sort();

describe("every case of the shipped rules", () => {
  test("there are cases", () => expect(caseFiles.length).toBeGreaterThan(15));

  test.each(caseFiles)("%s", async (file) => {
    const prepared = await prepareAll(resolve(ROOT, file));
    expect(prepared.length).toBeGreaterThan(0);
    for (const each of prepared) {
      const { alerts, ledger } = runOnce(each);
      const explanation = explain(each.rule, each.events, optionsOf(each));
      checkLaws(explanation);
      expect(explanation.matched).toBe(alerts.length > 0);
      const made = explanation.matches.filter(({ fate }) => fate === "alerted" || fate === "building_block");
      expect(made).toHaveLength(alerts.filter((alert) => alert["kibana.alert.group.index"] === undefined).length);
      const excepted = explanation.documents.filter(({ exception }) => exception).length;
      const fates = [...explanation.matches.map(({ fate }) => fate), ...Array<string>(excepted).fill("excepted")];
      expect(fates.sort()).toEqual(ledger.map(({ fate }) => fate).sort());
    }
  });
});

async function prepareAll(path: string): Promise<readonly PreparedCase[]> {
  const { file, reader } = readCaseFile(createSource(path, readFileSync(path, "utf8")));
  const ruleFile = file?.rule === undefined ? ruleFileBeside(path) : resolve(dirname(path), file.rule);
  const { rules } = await loadRules(String(ruleFile));
  const { jobs } = await loadJobsFor(rules);
  const fixtures = new Fixtures(reader);
  const fields = await fixtures.fields(file?.schema);
  const prepared = await Promise.all((file?.cases ?? []).map((each) => fixtures.prepare(rules[0] as Rule, fields, each, jobs)));
  return prepared.filter((each) => each !== undefined);
}

const optionsOf = ({
  fields,
  index,
  maxSignals,
  exceptions,
  valueLists,
  indicators,
  history,
  anomalies,
  mlJobs,
}: PreparedCase): ExplainOptions => ({
  schema: fields,
  index,
  maxSignals,
  exceptions,
  valueLists,
  indicators,
  history,
  anomalies,
  mlJobs,
});

const directory = sharedPath("conformance/eql");
const suites = directory === undefined ? [] : readEqlSuites(directory);

describe.each(suites)("every case of the EQL suite $suite", (suite) => {
  const schema = suiteFields(suite);
  test.each(suite.cases)("$name", (each) => {
    const rule = caseRule(suite, each);
    const { alerts, unsupported, errors } = runEngine(rule, schema, [suite.documents], Number.POSITIVE_INFINITY);
    const explanation = explain(rule, suite.documents, { schema, maxSignals: Number.POSITIVE_INFINITY });
    expect(explanation.unsupported).toBe(unsupported);
    expect(explanation.problems.filter(({ severity }) => severity === "error")).toHaveLength(errors.length);
    checkLaws(explanation);
    expect(explanation.matched).toBe(alerts.length > 0);
    const shells = alerts.filter((alert) => alert["kibana.alert.group.index"] === undefined);
    expect(explanation.matches.filter(({ fate }) => fate === "alerted")).toHaveLength(shells.length);
    const { sequence } = explanation;
    if (sequence) {
      expect(sequence.completed).toHaveLength(explanation.matches.length);
      for (const { events } of sequence.completed) {
        expect(events).toHaveLength(sequence.stages);
        events.forEach((event, stage) => event !== null && expect(explanation.documents[event]?.stages[stage]?.matched).toBe(true));
      }
    }
  });

  test("a limit changes what is shown, not what is judged", () => {
    for (const each of suite.cases) {
      const rule = caseRule(suite, each);
      const whole = explain(rule, suite.documents, { schema });
      const short = explain(rule, suite.documents, { schema, limit: 4 });
      expect({ ...short, documents: [] }).toEqual({ ...whole, documents: [] });
      expect(short.documents.length).toBeLessThanOrEqual(Math.max(4, suite.documents.length <= 4 ? suite.documents.length : 0));
      for (const { alike: _, ...document } of short.documents) expect(document).toEqual(whole.documents[document.number]);
    }
  });
});
