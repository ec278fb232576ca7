import type { Code } from "./codes.ts";
import { type Location, locate, type Source } from "./source.ts";
import type { Span } from "./span.ts";

/** An `error` keeps the thing from being used; a `warning` lets it run; `info` only tells. */
export type Severity = "error" | "warning" | "info";

/** A second place that helps to understand the first: «the earlier rule is here». */
export interface RelatedPlace {
  readonly message: string;
  readonly location: Location;
}

/** A fault in what a user gave us. Plain frozen data, JSON-serialisable; never thrown across a public boundary. */
export interface Diagnostic {
  /** Stable, never reused; explained in `docs/diagnostics.md`. */
  readonly code: Code;
  readonly severity: Severity;
  /** What is wrong, in one sentence without a final stop. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  /** Where; absent only where there is no text to point at. */
  readonly location?: Location;
  /** The span in the source it was found in (not the outermost one): what an editor underlines. */
  readonly span?: Span;
  readonly related?: readonly RelatedPlace[];
}

export interface DiagnosticDetails {
  readonly severity?: Severity;
  readonly hint?: string | undefined;
  readonly related?: readonly RelatedPlace[];
}

/** Makes a diagnostic that points into a source. Severity is `error` unless told otherwise. */
export function diagnosticAt(source: Source, at: Span, code: Code, message: string, details: DiagnosticDetails = {}): Diagnostic {
  return Object.freeze({ ...base(code, message, details), location: locate(source, at), span: at });
}

/** Makes a diagnostic about a whole file, about a place whose text is not at hand (`location`), or about nothing that has a text. */
export function diagnostic(
  code: Code,
  message: string,
  details: DiagnosticDetails & { file?: string; location?: Location | undefined } = {},
): Diagnostic {
  const { file } = details;
  const location = details.location ?? (file === undefined ? undefined : wholeFile(file));
  return Object.freeze({ ...base(code, message, details), ...(location && { location }) });
}

export const isError = (d: Diagnostic): boolean => d.severity === "error";

function base(code: Code, message: string, details: DiagnosticDetails): Omit<Diagnostic, "location" | "span"> {
  const { severity = "error", hint, related } = details;
  return { code, severity, message, ...(hint !== undefined && { hint }), ...(related && { related }) };
}

const wholeFile = (file: string): Location => ({ file, line: 1, column: 1, endLine: 1, endColumn: 1, lineText: "" });
