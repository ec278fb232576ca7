import { type Code, type Diagnostic, diagnosticAt, type Severity, type Source, type Span } from "../../diagnostics/index.ts";

/** Takes a fault of the query being read. */
export type Report = (code: Code, at: Span, message: string, hint?: string, severity?: Severity) => void;

/** A text with more faults than this is not EQL; the rest is not told. */
const MAX_FAULTS = 30;

/** A report that collects, up to a bound; faults of the same code at the same place are told once. */
export function collectInto(diagnostics: Diagnostic[], source: Source): Report {
  const seen = new Set<string>();
  return (code, at, message, hint, severity = "error") => {
    const key = `${code}:${at.start}:${at.end}`;
    if (seen.has(key) || seen.size >= MAX_FAULTS) return;
    seen.add(key);
    diagnostics.push(diagnosticAt(source, at, code, message, { severity, hint }));
  };
}
