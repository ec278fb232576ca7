import { escapeText, renderDiagnostic } from "../../diagnostics/index.ts";
import type { Paint } from "../../formats/output/paint.ts";
import type { DocumentExplanation, RuleExplanation, StageVerdict } from "../../toolkit/explain/explanation.ts";
import { outcomeText, summaryText } from "./explanation-outcome.ts";
import { eventLabel } from "./event-label.ts";
import { renderEsql } from "./esql-story.ts";
import { renderAnomaly } from "./anomaly-story.ts";
import { renderIndicatorMatch } from "./indicator-story.ts";
import { renderNewTerms, renderSample, renderThreshold } from "./operator-stories.ts";
import { renderSequence } from "./sequence-story.ts";
import { renderVerdict } from "./verdict-tree.ts";
import { wrapLine } from "./wrap.ts";

export interface ExplanationStyle {
  /** Columns of the terminal; default: lines are not broken. */
  readonly width?: number;
  /** Of a sequence's or sample's stages, show those that an event matches, or the nearest. Default: every one. */
  readonly brief?: boolean;
}

/** An explanation as lines for a terminal: the documents, then what the rule's operator made of them. */
export function renderExplanation(explanation: RuleExplanation, paint: Paint, style: ExplanationStyle = {}): string[] {
  const { rule, problems, unsupported, documents, events } = explanation;
  const lines = [`${paint("bold", escapeText(rule.name))} ${paint("dim", `${rule.id} (${rule.type})`)}`];
  for (const problem of problems.filter((p) => p.severity === "error")) lines.push(...renderDiagnostic(problem).split("\n"));
  if (unsupported !== undefined) lines.push(`This version does not run it: ${escapeText(unsupported)}`);
  for (const document of documents) lines.push("", ...documentLines(document, explanation, paint, style));
  if (documents.length < events) lines.push("", paint("dim", `… and ${events - documents.length} more events (--all shows every one)`));
  const story = storyLines(explanation, paint);
  if (story.length > 0) lines.push("", ...story);
  if (events > 0 && unsupported === undefined) lines.push("", summaryText(explanation, paint));
  const { width } = style;
  return width === undefined ? lines : lines.flatMap((line) => wrapLine(line, width));
}

/** What the rule's operator made of its events; nothing for a query of single events. */
export function storyLines(
  { sequence, sample, threshold, newTerms, indicatorMatch, esql, anomaly }: RuleExplanation,
  paint: Paint,
): string[] {
  return [
    ...(sequence ? renderSequence(sequence, paint) : []),
    ...(sample ? renderSample(sample, paint) : []),
    ...(threshold ? renderThreshold(threshold, paint) : []),
    ...(newTerms ? renderNewTerms(newTerms, paint) : []),
    ...(indicatorMatch ? renderIndicatorMatch(indicatorMatch, paint) : []),
    ...(esql ? renderEsql(esql, paint) : []),
    ...(anomaly ? renderAnomaly(anomaly, paint) : []),
  ];
}

/** One document: what it came to, and the clauses. */
export function documentLines(
  explained: DocumentExplanation,
  explanation: RuleExplanation,
  paint: Paint,
  { width, brief = false }: ExplanationStyle,
): string[] {
  const lines = [`${paint("bold", eventLabel(explained))} ${outcomeText(explained, explanation, paint)}`];
  if (!explained.indexAccepted) lines.push(`  ${paint("bad", "✗")} ${indexText(explained, explanation)}`);
  const staged = explanation.sequence !== undefined || explanation.sample !== undefined;
  for (const stage of brief ? tellingStages(explained) : explained.stages) {
    if (staged) lines.push(`  ${paint("accent", stage.label)}`);
    lines.push(...renderVerdict(stage.verdict, paint, staged ? "    " : "  ", width));
  }
  const { exception } = explained;
  if (exception) {
    lines.push(
      `  ${paint("accent", "exception")} ${escapeText(exception.name)} (${escapeText(exception.list)}/${escapeText(exception.id)})`,
    );
    lines.push(...renderVerdict(exception.verdict, paint, "    ", width));
  }
  return lines;
}

function indexText({ index }: DocumentExplanation, { index: patterns, rule }: RuleExplanation): string {
  if (rule.type === "machine_learning") return "an event: the rule reads anomaly records, which its jobs make of events";
  const named = index === undefined ? "The event names no index" : `The event's index is ${escapeText(index)}`;
  return `${named}, which no index pattern of the rule takes (${patterns.map(escapeText).join(", ")}): the rule never sees it`;
}

/** The stages that an event matches; where there is none, the one it is nearest to. */
function tellingStages({ stages }: DocumentExplanation): readonly StageVerdict[] {
  const matched = stages.filter((stage) => stage.matched);
  if (matched.length > 0) return matched;
  const least = Math.min(...stages.map(({ failing }) => failing));
  return stages.filter(({ failing }) => failing === least).slice(0, 1);
}
