import { escapeText, renderDiagnostic } from "../../diagnostics/index.ts";
import type { Paint } from "../../formats/output/paint.ts";
import { plural } from "../../formats/output/quantity.ts";
import type { RuleTestReport, RuleTestResult } from "../../toolkit/rule-tests/results.ts";
import { renderFailure } from "./case-failure.ts";
import { renderColumns } from "./columns.ts";

/** A line a rule, then failing cases in full and faults, then the count. */
export function renderTestReport(report: RuleTestReport, paint: Paint, width: number): string {
  const rows = report.results.map((result) => row(result, paint));
  const table = rows.length > 0 ? [renderColumns(["", "rule", "type", "fire", "silent", ""], rows, width, 1)] : [];
  const details = report.results.flatMap((result) => detailBlocks(result, paint));
  return `${[...table, ...details.flatMap((block) => ["", block]), "", countLine(report, paint)].join("\n")}\n`;
}

function row(result: RuleTestResult, paint: Paint): readonly string[] {
  const { rule, file, cases, passed } = result;
  const failed = cases.filter((each) => !each.passed).length;
  const mark = passed ? (cases.length === 0 ? paint("dim", "·") : paint("good", "✓")) : paint("bad", "✗");
  const note =
    failed > 0
      ? paint("bad", `${failed} failed`)
      : passed
        ? cases.length === 0
          ? paint("medium", "no cases")
          : ""
        : paint("bad", "cannot be tested");
  const counts = [cases.filter((each) => !each.silent).length, cases.filter((each) => each.silent).length].map((count) =>
    cases.length === 0 ? "" : String(count),
  );
  return [mark, escapeText(rule?.name ?? file ?? ""), rule?.type ?? "", ...counts, note];
}

function detailBlocks({ file = "", cases, problems }: RuleTestResult, paint: Paint): readonly string[] {
  const color = paint("bold", "x") !== "x";
  const faults = problems.map((problem) => renderDiagnostic(problem, { color }));
  const failures = cases.filter((each) => !each.passed).map((each) => renderFailure(file, each, paint).join("\n"));
  return [...faults, ...failures];
}

/** `83 cases of 19 rules: 82 passed, 1 failed; 2 rules have no cases`. */
export function countLine({ results, passed, failed, faulty, untested }: RuleTestReport, paint: Paint): string {
  const tested = results.filter((result) => result.cases.length > 0).length;
  const counts = [paint(failed === 0 ? "good" : "dim", `${passed} passed`), paint(failed > 0 ? "bad" : "dim", `${failed} failed`)];
  const rest = [
    faulty > 0 ? `${faulty} cannot be tested` : "",
    untested > 0 ? `${untested} ${untested === 1 ? "rule has" : "rules have"} no cases` : "",
  ];
  const head = `${plural(passed + failed, "case")} of ${plural(tested, "rule")}: ${counts.join(", ")}`;
  return [head, ...rest.filter((text) => text !== "")].join("; ");
}
