import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";

/** Ends a command with exit code 2 (wrong usage) or another; caught in one place, in `main.ts`. */
export class CommandError extends Error {
  readonly diagnostics: readonly Diagnostic[];
  readonly exitCode: number;

  constructor(diagnostics: readonly Diagnostic[], exitCode = 2) {
    super(diagnostics[0]?.message ?? "");
    this.diagnostics = diagnostics;
    this.exitCode = exitCode;
  }
}

export const usageError = (message: string, hint?: string): CommandError => new CommandError([diagnostic("T8001", message, { hint })]);
