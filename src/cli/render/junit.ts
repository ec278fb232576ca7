import { escapeText, renderDiagnosticLine } from "../../diagnostics/index.ts";
import { createPaint } from "../../formats/output/paint.ts";
import type { CaseResult, RuleTestReport, RuleTestResult } from "../../toolkit/rule-tests/results.ts";
import { renderFailure } from "./case-failure.ts";

/**
 * The report as JUnit XML, as CI servers read it: a suite a rule, a test case a case. Faults of a case file are an
 * error of a test case of its own; a rule without cases is a suite with none.
 */
export function renderJunit(report: RuleTestReport): string {
  const { results, passed, failed, faulty, milliseconds } = report;
  const head = attributes({
    name: "tocsin test",
    tests: passed + failed + faulty,
    failures: failed,
    errors: faulty,
    time: seconds(milliseconds),
  });
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites${head}>`, ...results.flatMap(suite), "</testsuites>", ""].join("\n");
}

function suite(result: RuleTestResult): readonly string[] {
  const { rule, file = rule?.file ?? "", cases } = result;
  const failures = cases.filter((each) => !each.passed).length;
  const isFaulty = !result.passed && failures === 0;
  const time = cases.reduce((sum, each) => sum + each.milliseconds, 0);
  const name = rule?.name ?? file;
  const counts = { tests: cases.length + Number(isFaulty), failures, errors: Number(isFaulty), skipped: 0, time: seconds(time) };
  const error = isFaulty ? faultCase(result, name, file) : [];
  return [
    `  <testsuite${attributes({ name, file, ...counts })}>`,
    ...error,
    ...cases.flatMap((each) => testCase(each, name, file)),
    "  </testsuite>",
  ];
}

function testCase(result: CaseResult, classname: string, file: string): readonly string[] {
  const head = `    <testcase${attributes({ name: result.name, classname, file, line: result.line, time: seconds(result.milliseconds) })}`;
  const [first] = result.faults;
  if (!first) return [`${head}/>`];
  const text = renderFailure(file, result, createPaint(false)).join("\n");
  return [
    `${head}>`,
    `      <failure${attributes({ message: first.message, type: first.kind })}>${xmlText(text)}</failure>`,
    "    </testcase>",
  ];
}

function faultCase({ problems }: RuleTestResult, classname: string, file: string): readonly string[] {
  const errors = problems.filter(({ severity }) => severity === "error");
  const text = errors.map(renderDiagnosticLine).join("\n");
  return [
    `    <testcase${attributes({ name: "the case file and the rule are understood", classname, file, time: seconds(0) })}>`,
    `      <error${attributes({ message: errors[0]?.message ?? "", type: errors[0]?.code ?? "" })}>${xmlText(text)}</error>`,
    "    </testcase>",
  ];
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlText(escapeText(String(value)))}"`)
    .join("");

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** Text for XML 1.0: controls that it cannot hold were made visible before, line breaks apart. */
const xmlText = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
