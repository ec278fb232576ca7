import {
  type Code,
  type Diagnostic,
  type DiagnosticDetails,
  diagnostic,
  diagnosticAt,
  type Source,
  type Span,
} from "../diagnostics/index.ts";

/** A stretch of a source; undefined where what is wrong was handed over as data and has no text. */
export type Place = { readonly source: Source; readonly span: Span } | undefined;

/** A diagnostic at a place, or without one. */
export const diagnosticIn = (place: Place, code: Code, message: string, details: DiagnosticDetails = {}): Diagnostic =>
  place ? diagnosticAt(place.source, place.span, code, message, details) : diagnostic(code, message, details);
