import { isError } from "../diagnostics/index.ts";
import type { ReadOptions } from "../formats/input/read.ts";
import { readMappings } from "../toolkit/mapping-file.ts";
import { printProblems } from "./rule-settings.ts";
import { listSetting, switchSetting, textSetting } from "./settings.ts";
import type { Settings } from "./flags.ts";
import type { Terminal } from "./terminal.ts";
import { untilStopped } from "./until-stopped.ts";
import { CommandError } from "./usage-error.ts";

/** What a user's settings say of how input is read. */
type InputSettings = Pick<ReadOptions, "format" | "mappings" | "now" | "stdin">;

/**
 * How input is read: `--format`, `--mapping`, standard input until the user stops it, and what time it is for times that lack a year.
 * A faulty mapping ends the command.
 */
export async function inputSettings(settings: Settings, terminal: Terminal): Promise<InputSettings> {
  const { mappings, problems } = await readMappings(listSetting(settings, "mapping"));
  if (problems.some(isError) || (switchSetting(settings, "strict") && problems.length > 0)) throw new CommandError(problems);
  printProblems(problems, terminal);
  const stdin = untilStopped(process.stdin, terminal);
  return { format: textSetting(settings, "format"), now: Date.now(), stdin, ...(mappings.length > 0 && { mappings }) };
}
