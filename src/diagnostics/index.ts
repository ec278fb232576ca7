/** Faults that people can act on: where, what, and what to do. Imports nothing of the project. */
export { CODES, type Code, type CodeEntry } from "./codes.ts";
export {
  type Diagnostic,
  type DiagnosticDetails,
  diagnostic,
  diagnosticAt,
  isError,
  type RelatedPlace,
  type Severity,
} from "./diagnostic.ts";
export { escapeJsonText, escapeText } from "./escape.ts";
export { renderDiagnostic, renderDiagnosticLine, type RenderOptions } from "./render-text.ts";
export { createSource, embedSource, type Location, locate, type Source } from "./source.ts";
export { cover, type Span, span } from "./span.ts";
export { didYouMean, suggest } from "./suggest.ts";
