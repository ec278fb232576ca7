import { escapeText } from "../../diagnostics/index.ts";
import type { Paint } from "../../formats/output/paint.ts";
import type { RuleExplanation } from "../../toolkit/explain/explain.ts";
import type { CaseFault, CaseResult } from "../../toolkit/rule-tests/results.ts";
import { eventLabel, renderExplanation } from "./explanation.ts";
import { renderSequence } from "./sequence-story.ts";
import { renderVerdict } from "./verdict-tree.ts";

/** A failing case in full: what is not as expected, and how the rule judged the event that came nearest. */
export function renderFailure(file: string, result: CaseResult, paint: Paint): string[] {
  const head = `${paint("bad", "✗")} ${paint("bold", escapeText(result.name))} ${paint("dim", `${escapeText(file)}:${result.line}`)}`;
  return [head, ...result.faults.flatMap((fault) => faultLines(fault, paint)).map((line) => `    ${line}`), ...explanationLines(result, paint)];
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
  const story = explanation.sequence ? renderSequence(explanation.sequence, paint) : [];
  const lines = nearest ? [...nearestLines(explanation, nearest, paint), ...story] : (matchedLines(explanation, paint) ?? renderExplanation(explanation, paint).slice(1));
  return lines.map((line) => `      ${line}`);
}

function nearestLines({ documents }: RuleExplanation, { document, stage, failing }: NonNullable<CaseResult["nearest"]>, paint: Paint): string[] {
  const explained = documents[document];
  const judged = explained?.stages[stage];
  if (!explained || !judged) return [];
  const index = explained.indexAccepted ? [] : [`  ${paint("bad", "✗")} no index pattern of the rule takes the event`];
  const what = `${failing.length} ${failing.length === 1 ? "condition fails" : "conditions fail"}`;
  const at = judged.label === "query" ? "" : `, ${judged.label}`;
  return [`${eventLabel(explained)} comes nearest${at}: ${what}`, ...index, ...renderVerdict(judged.verdict, paint, "  ")];
}

/** The events that match, where they should not. */
function matchedLines({ documents, sequence }: RuleExplanation, paint: Paint): string[] | undefined {
  const matched = documents.flatMap((explained, i) => (explained.matched ? [{ explained, i }] : []));
  const [first] = matched;
  if (!first || sequence) return undefined;
  const more = matched.length > 1 ? [`… and ${matched.length - 1} more of ${documents.length} events match`] : [];
  const trees = first.explained.stages.flatMap(({ verdict }) => renderVerdict(verdict, paint, "  "));
  return [`${eventLabel(first.explained)} matches`, ...trees, ...more];
}
