import type { Diagnostic } from "../diagnostics/index.ts";
import { isError, renderDiagnosticLine } from "../diagnostics/index.ts";

/** What {@link compileQuery} throws: a query that cannot be compiled. Its message is the first error, with its place. */
export interface QueryError extends Error {
  readonly name: "QueryError";
  /** Every fault that was found, warnings too. */
  readonly diagnostics: readonly Diagnostic[];
}

export function createQueryError(diagnostics: readonly Diagnostic[]): QueryError {
  const first = diagnostics.find(isError);
  const error = new Error(first ? renderDiagnosticLine(first) : "the query cannot be compiled");
  return Object.assign(error, { name: "QueryError" as const, diagnostics });
}

export const isQueryError = (error: unknown): error is QueryError => error instanceof Error && error.name === "QueryError";
