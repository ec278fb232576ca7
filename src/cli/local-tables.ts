import type { Diagnostic } from "../diagnostics/index.ts";
import type { GivenTables } from "../operators/esql/ready-tables.ts";
import { readTables, type TableFile, type TableFiles } from "../toolkit/local-tables.ts";
import type { Settings } from "./flags.ts";
import { listSetting } from "./settings.ts";
import { usageError } from "./usage-error.ts";

/** What ES|QL's LOOKUP JOIN and ENRICH read, from `--lookup NAME=FILE` and `--enrich NAME=FILE`. */
export const loadTables = async (settings: Settings, onProblem: (problem: Diagnostic) => void): Promise<GivenTables> =>
  await readTables(tableFiles(settings), onProblem);

export const tableFiles = (settings: Settings): TableFiles => ({
  lookups: filesOf(settings, "lookup"),
  policies: filesOf(settings, "enrich"),
});

function filesOf(settings: Settings, flag: "lookup" | "enrich"): readonly TableFile[] {
  return listSetting(settings, flag).map((text) => {
    const equals = text.indexOf("=");
    if (equals <= 0 || equals === text.length - 1) throw usageError(`--${flag} takes a name and a file, \`NAME=FILE\`, not \`${text}\``);
    return { name: text.slice(0, equals), file: text.slice(equals + 1) };
  });
}
