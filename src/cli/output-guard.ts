import { statSync } from "node:fs";
import { listInputs } from "../formats/input/list-inputs.ts";
import { createProblemLog } from "../formats/input/problems.ts";
import type { FlagName, Settings } from "./flags.ts";
import { listSetting, textSetting } from "./settings.ts";
import { usageError } from "./usage-error.ts";

const TARGETS: readonly FlagName[] = ["out", "report", "ledger", "stats", "navigator"];
const SOURCES: readonly FlagName[] = ["history", "indicators", "rules", "exceptions", "value-lists", "schema", "mapping"];

/** Ends the command where an output would be written over something it reads: evidence is never overwritten. */
export async function guardInputs(settings: Settings, inputs: readonly string[]): Promise<void> {
  const targets = TARGETS.flatMap((name) => {
    const file = textSetting(settings, name);
    const number = file === undefined ? undefined : fileNumber(file);
    return file === undefined || number === undefined ? [] : [{ name, file, number }];
  });
  if (targets.length === 0) return;
  const named = [...inputs, ...SOURCES.flatMap((name) => listSetting(settings, name))];
  const listed = await listInputs(named, createProblemLog(undefined));
  const read = new Map(listed.map(({ path }) => [fileNumber(path), path]));
  for (const { name, file, number } of targets) {
    const path = read.get(number);
    if (path !== undefined)
      throw usageError(`--${name} ${file} would overwrite an input: ${path}`, "write the results elsewhere, or remove the file first");
  }
}

/** What tells an existing file with content from all others; undefined for anything else. */
function fileNumber(file: string): string | undefined {
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stats?.isFile() && stats.size > 0n ? `${stats.dev}:${stats.ino}` : undefined;
}
