import type { InputSummary } from "../formats/input/read.ts";
import type { Terminal } from "./terminal.ts";
import { usageError } from "./usage-error.ts";

/** The inputs a command reads: the paths given, else what is piped in. Nothing at all is wrong usage. */
export function inputsOf(files: readonly string[], terminal: Pick<Terminal, "inIsTerminal">): readonly string[] {
  if (files.length > 0) return files;
  if (terminal.inIsTerminal) throw usageError("There is no input", "name files or folders of events, or pipe events in");
  return ["-"];
}

/** 1 where no input could be read, else 0. */
export const exitCodeOf = ({ read }: InputSummary, stoppedEarly = false): number => (read === 0 && !stoppedEarly ? 1 : 0);
