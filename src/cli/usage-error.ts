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

/** Ends a command with exit code 1: its results could not be written to `target`, a file's name or what it is called. */
export const outputFailed = (file: string, error: Error): CommandError =>
  new CommandError(
    [diagnostic("T8009", `Cannot write ${file}: ${error.message}`, { hint: "check that the folder exists and that there is room" })],
    1,
  );
