import type { Diagnostic } from "../../diagnostics/index.ts";

/** A query or rule that cannot be run as it is written. */
export class QueryFault extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(message: string, diagnostics: readonly Diagnostic[]) {
    super(message);
    this.diagnostics = diagnostics;
  }
}
