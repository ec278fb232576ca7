import { openSync } from "node:fs";
import { diagnostic } from "../diagnostics/index.ts";
import { CommandError } from "./usage-error.ts";

/** Opens a file for writing; where that fails the command ends with exit code 1. */
export function openFile(file: string): number {
  try {
    return openSync(file, "w");
  } catch (error) {
    throw outputFailed(file, error as Error);
  }
}

export const outputFailed = (file: string, error: Error): CommandError =>
  new CommandError(
    [diagnostic("T8009", `Cannot write ${file}: ${error.message}`, { hint: "check that the folder exists and that there is room" })],
    1,
  );
