import { isError } from "../diagnostics/index.ts";
import type { ReadOptions } from "../formats/input/read.ts";
import { readMappings } from "../toolkit/mapping-file.ts";
import { printProblems } from "./rule-settings.ts";
import { listSetting, switchSetting, textSetting } from "./settings.ts";
import type { Settings } from "./flags.ts";
import type { Terminal } from "./terminal.ts";
import { CommandError } from "./usage-error.ts";

/** How input is read: `--format`, `--mapping`, and what time it is for times that lack a year. A faulty mapping ends the command. */
export async function inputSettings(settings: Settings, terminal: Terminal): Promise<Pick<ReadOptions, "format" | "mappings" | "now">> {
  const { mappings, problems } = await readMappings(listSetting(settings, "mapping"));
  if (problems.some(isError) || (switchSetting(settings, "strict") && problems.length > 0)) throw new CommandError(problems);
  printProblems(problems, terminal);
  return { format: textSetting(settings, "format"), now: Date.now(), ...(mappings.length > 0 && { mappings }) };
}
