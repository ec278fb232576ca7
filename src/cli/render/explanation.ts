import { escapeText, renderDiagnostic } from "../../diagnostics/index.ts";
import { originOf } from "../../event/origin.ts";
import { compilePath } from "../../event/path.ts";
import type { DocumentExplanation, RuleExplanation } from "../../toolkit/explain/explain.ts";
import type { Paint } from "../../formats/output/paint.ts";
import { renderSequence } from "./sequence-story.ts";
import { renderVerdict } from "./verdict-tree.ts";

/** An explanation as lines for a terminal. `only`: documents to show; default all. */
export function renderExplanation(explanation: RuleExplanation, paint: Paint): string[] {
  const { rule, problems, unsupported, documents, sequence } = explanation;
  const lines = [`${paint("bold", escapeText(rule.name))} ${paint("dim", `${rule.id} (${rule.type})`)}`];
  for (const problem of problems.filter((p) => p.severity === "error")) lines.push(...renderDiagnostic(problem).split("\n"));
  if (unsupported !== undefined) lines.push(`This version does not run it: ${escapeText(unsupported)}`);
  documents.forEach((document, i) => lines.push("", ...documentLines(document, i, paint, sequence !== undefined)));
  if (sequence) lines.push("", ...renderSequence(sequence, documents, paint));
  return lines;
}

function documentLines(explained: DocumentExplanation, number: number, paint: Paint, staged: boolean): string[] {
  const lines = [documentHead(explained, number, paint)];
  if (!explained.indexAccepted) {
    const index = explained.index === undefined ? "The event names no index" : `The event's index is ${escapeText(explained.index)}`;
    lines.push(`  ${paint("bad", "✗")} ${index}, which no index pattern of the rule takes: the rule never sees it`);
  }
  for (const stage of explained.stages) {
    if (staged) lines.push(`  ${paint("accent", stage.label)}`);
    lines.push(...renderVerdict(stage.verdict, paint, staged ? "    " : "  "));
  }
  return lines;
}

function documentHead(explained: DocumentExplanation, number: number, paint: Paint): string {
  const verdict = explained.matched ? paint("good", "matches") : paint("bad", "does not match");
  return `${eventLabel(explained, number)} ${verdict}`;
}

const readTime = compilePath("@timestamp");

/** `event 3 (events.ndjson:12, 2024-05-01T10:00:00Z)` */
export function eventLabel({ document }: DocumentExplanation, number: number): string {
  const origin = originOf(document);
  const member = origin?.stream.memberName === undefined ? "" : `!${origin.stream.memberName}`;
  const place = origin ? `${origin.stream.file}${member}:${origin.line ?? origin.record ?? origin.offset}` : undefined;
  const details = [place, readTime(document)[0]].filter((part) => part !== undefined).join(", ");
  return `event ${number + 1}${details === "" ? "" : ` (${escapeText(details)})`}`;
}
