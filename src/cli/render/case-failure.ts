import { escapeText } from "../../diagnostics/index.ts";
import type { Paint } from "../../formats/output/paint.ts";
import type { RuleExplanation } from "../../toolkit/explain/explain.ts";
import type { NearestMiss } from "../../toolkit/rule-tests/nearest.ts";
import type { CaseFault, CaseResult } from "../../toolkit/rule-tests/results.ts";
import { eventLabel } from "./event-label.ts";
import { documentLines, storyLines } from "./explanation.ts";
import { renderVerdict } from "./verdict-tree.ts";

/** A failing case in full: what is not as expected, and how the rule judged the event that came nearest. */
export function renderFailure(file: string, result: CaseResult, paint: Paint): string[] {
  const head = `${paint("bad", "✗")} ${paint("bold", escapeText(result.name))} ${paint("dim", `${escapeText(file)}:${result.line}`)}`;
  return [
    head,
    ...result.faults.flatMap((fault) => faultLines(fault, paint)).map((line) => `    ${line}`),
    ...explanationLines(result, paint),
  ];
}

function faultLines(fault: CaseFault, paint: Paint): string[] {
  const { location } = fault;
  const place = location ? ` ${paint("dim", `(line ${location.line})`)}` : "";
  const lines = [`${escapeText(fault.message)}${place}`];
  if (fault.kind === "field") {
    lines.push(paint("good", `  - expected ${valueText(fault.expected)}`), paint("bad", `  + got      ${valueText(fault.got)}`));
  }
  if (fault.hint !== undefined) lines.push(paint("dim", `  = help: ${escapeText(fault.hint)}`));
  return lines;
}

/** One value without its list. */
function valueText(value: CaseFault["got"]): string {
  const one = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return Array.isArray(one) && one.length === 0 ? "nothing" : escapeText(JSON.stringify(one ?? null));
}

function explanationLines({ explanation, nearest }: CaseResult, paint: Paint): string[] {
  if (!explanation) return [];
  const shown = nearest ? nearestLines(explanation, nearest, paint) : matchedLines(explanation, paint);
  return [...shown, ...storyLines(explanation, paint)].map((line) => `      ${line}`);
}

/** The conditions of the event that came nearest, at the stage it was meant for. */
function nearestLines(explanation: RuleExplanation, { document, stage, failing }: NearestMiss, paint: Paint): string[] {
  const explained = explanation.documents[document];
  const judged = explained?.stages[stage];
  if (!explained || !judged) return [];
  if (!explained.indexAccepted) return documentLines(explained, explanation, paint, { brief: true });
  const what = `${failing.length} ${failing.length === 1 ? "condition fails" : "conditions fail"}`;
  const at = judged.label === "query" ? "" : ` to ${judged.label}`;
  return [`${paint("bold", eventLabel(explained))} comes nearest${at}: ${what}`, ...renderVerdict(judged.verdict, paint, "  ")];
}

/** The first of the events that satisfy the query, and what became of it. */
function matchedLines(explanation: RuleExplanation, paint: Paint): string[] {
  const matched = explanation.documents.filter((explained) => explained.matched);
  const [first = explanation.documents[0]] = matched;
  if (!first) return [];
  const more = matched.length > 1 ? [paint("dim", `… and ${matched.length - 1} more of ${explanation.events} events`)] : [];
  return [...documentLines(first, explanation, paint, { brief: true }), ...more];
}
