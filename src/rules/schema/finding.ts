import { type Code, type Diagnostic, diagnosticAt, type Severity } from "../../diagnostics/index.ts";
import { keySpan, nearestSpan, type RuleDocument } from "../read/document.ts";

/** A fault at a path of a rule document; it becomes a diagnostic when its place has been looked up. */
export interface Finding {
  readonly code: Code;
  /** `rule.threat.0.tactic.id`. Where nothing is written there, what encloses it is pointed at. */
  readonly path: string;
  /** What to point at. Default `value`. */
  readonly at?: "key" | "value";
  readonly message: string;
  readonly hint?: string | undefined;
  /** Default `error`. */
  readonly severity?: Severity;
}

export function diagnose(document: Pick<RuleDocument, "source" | "places">, finding: Finding): Diagnostic {
  const { code, path, message, hint, severity = "error" } = finding;
  const at = finding.at === "key" ? keySpan(document, path) : nearestSpan(document, path);
  return diagnosticAt(document.source, at, code, message, { hint, severity });
}
