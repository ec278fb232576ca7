import { type Diagnostic, diagnosticAt, type Source, type Span, span } from "../../diagnostics/index.ts";
import { isJsonObject, type Json } from "../../event/json.ts";
import {
  type ExceptionDocument,
  exceptionDocument,
  faultyContent,
  type FileContent,
  type RuleDocument,
  type RuleFormat,
  ruleDocument,
  type SkippedKind,
} from "./document.ts";
import type { Places } from "./places.ts";
import { type RulePart, unwrap } from "./unwrap.ts";

/** The rules and exceptions in a value that was read from an export; `locate` finds the places of parts of that value. */
export function exportedContent(
  source: Source,
  format: RuleFormat,
  value: Json,
  locate: (parts: readonly RulePart[]) => Places,
): FileContent {
  const documents: RuleDocument[] = [];
  const problems: Diagnostic[] = [];
  const skipped: Partial<Record<SkippedKind, number>> = {};
  const exceptions: ExceptionDocument[] = [];
  for (const found of unwrap(value)) {
    if (found.kind === "rule") documents.push(ruleDocument(source, format, found, () => locate(found.parts)));
    else if (found.kind === "unknown")
      problems.push(notARule(source, locate([{ name: "rule", path: found.path }]).get("rule")?.value, value));
    else skipped[found.kind] = (skipped[found.kind] ?? 0) + 1;
    if (found.kind === "exception") exceptions.push(exceptionDocument(source, format, found.exception, BASE, () => locate(found.parts)));
  }
  return { documents, problems, skipped, exceptions };
}

const BASE = "exception";

function notARule(source: Source, at: Span | undefined, value: Json): Diagnostic {
  const start = at?.start ?? 0;
  const hint = isSigma(value)
    ? "this is a Sigma rule: convert it to EQL or KQL first, for instance with sigma-cli and its elasticsearch backend"
    : "an exported rule is an object with `rule_id`, `name` and `type`";
  return diagnosticAt(source, span(start, Math.min(start + 1, at?.end ?? start)), "T1004", "this is not a rule", { hint });
}

const isSigma = (value: Json): boolean => isJsonObject(value) && isJsonObject(value["logsource"]) && isJsonObject(value["detection"]);

/** For a text without any value. */
export const emptyContent = (source: Source): FileContent => faultyContent(diagnosticAt(source, span(0, 0), "T1004", "the file is empty"));

/** Several contents of one file as one, in order. */
export function mergeContents(contents: readonly FileContent[]): FileContent {
  const skipped: Partial<Record<SkippedKind, number>> = {};
  for (const content of contents) {
    for (const [kind, count] of Object.entries(content.skipped)) {
      skipped[kind as SkippedKind] = (skipped[kind as SkippedKind] ?? 0) + count;
    }
  }
  return {
    documents: contents.flatMap((c) => c.documents),
    problems: contents.flatMap((c) => c.problems),
    skipped,
    exceptions: contents.flatMap((c) => c.exceptions),
  };
}
