import { writeFile } from "node:fs/promises";
import { createPaint } from "../../formats/output/paint.ts";
import type { CaseResult, RuleTestReport, RuleTestResult } from "../../toolkit/rule-tests/results.ts";
import { testRules } from "../../toolkit/rule-tests/test-rules.ts";
import type { CommandSpec, Invocation } from "../command.ts";
import { renderJunit } from "../render/junit.ts";
import { renderTestReport } from "../render/test-table.ts";
import type { Settings } from "../flags.ts";
import { SHIPPED_RULES } from "../rule-settings.ts";
import { listSetting, switchSetting, textSetting } from "../settings.ts";
import type { Terminal } from "../terminal.ts";
import { CommandError, outputFailed, usageError } from "../usage-error.ts";
import { watchTests } from "../watch-tests.ts";

/** `tocsin test`: the cases beside rules, run by the production engine. */
export const testCommand: CommandSpec = {
  name: "test",
  args: "[PATH...]",
  summary: "run the cases beside rules (<rule>.test.yaml)",
  examples: [
    "tocsin test",
    "tocsin test my-rules/ --watch",
    "tocsin test my-rules/example.test.yaml",
    "tocsin test my-rules/ --strict --junit results.xml",
  ],
  flags: ["rule", "ml-jobs", "output", "junit", "watch", "strict"],
  words: { strict: "rules without cases fail too" },
  run: runTests,
};

async function runTests({ args, settings, terminal }: Invocation): Promise<number> {
  const paths = args.length > 0 ? args : [SHIPPED_RULES];
  const rule = listSetting(settings, "rule");
  const mlJobs = listSetting(settings, "ml-jobs");
  const report = await testRules(paths, { rule, mlJobs });
  if (report.problems.length > 0) throw new CommandError(report.problems);
  if (report.results.length === 0) throw usageError("No rule is chosen", "check what --rule selects");
  const show = async (ran: RuleTestReport, all: RuleTestReport): Promise<void> => {
    await terminal.out(renderReport(ran, settings, terminal));
    await writeJunit(textSetting(settings, "junit"), all);
  };
  await show(report, report);
  const last = switchSetting(settings, "watch")
    ? await watchTests(report, { paths, rule, mlJobs, terminal, show, signal: untilInterrupted() })
    : report;
  return exitCode(last, switchSetting(settings, "strict"));
}

/** Ctrl-C ends a watch, not the process: what was found so far decides the exit code. */
function untilInterrupted(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => controller.abort());
  return controller.signal;
}

function renderReport(report: RuleTestReport, settings: Settings, terminal: Terminal): string {
  const output = textSetting(settings, "output") ?? "table";
  return output === "table" ? renderTestReport(report, createPaint(terminal.color), terminal.width) : renderData(report, output);
}

/** With `--strict` a rule without cases fails too. */
const exitCode = ({ failed, faulty, untested }: RuleTestReport, strict: boolean): number =>
  failed + faulty > 0 || (strict && untested > 0) ? 1 : 0;

async function writeJunit(file: string | undefined, report: RuleTestReport): Promise<void> {
  if (file === undefined) return;
  try {
    await writeFile(file, renderJunit(report));
  } catch (error) {
    throw outputFailed(file, error as Error);
  }
}

/** `json`: the whole report; `ndjson`: a line a case, and one for what cannot be tested or has no cases. */
function renderData(report: RuleTestReport, output: string): string {
  if (output === "json") return `${JSON.stringify(report, null, 2)}\n`;
  return report.results
    .flatMap(lines)
    .map((line) => `${JSON.stringify(line)}\n`)
    .join("");
}

function lines({ rule, file, cases, problems, passed }: RuleTestResult): readonly object[] {
  const head = { file: file ?? rule?.file, rule_id: rule?.id, rule: rule?.name };
  const own = cases.map((each) => caseLine(head, each));
  return cases.length > 0 && problems.length === 0 ? own : [...own, { ...head, cases: cases.length, passed, problems }];
}

const caseLine = (head: object, { name, line, passed, silent, milliseconds, faults }: CaseResult): object => ({
  ...head,
  case: name,
  line,
  passed,
  silent,
  milliseconds,
  faults,
});
