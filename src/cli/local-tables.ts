import type { Diagnostic } from "../diagnostics/index.ts";
import type { EventDocument } from "../event/origin.ts";
import { readBatches } from "../formats/input/read.ts";
import type { GivenTables } from "../operators/esql/ready-tables.ts";
import type { Settings } from "./flags.ts";
import { listSetting } from "./settings.ts";
import { usageError } from "./usage-error.ts";

/** What ES|QL's LOOKUP JOIN and ENRICH read, from `--lookup NAME=FILE` and `--enrich NAME=FILE`. */
export async function loadTables(settings: Settings, onProblem: (problem: Diagnostic) => void): Promise<GivenTables> {
  const lookups = await loadEach(settings, "lookup", onProblem);
  const policies = await loadEach(settings, "enrich", onProblem);
  return { ...(lookups && { lookups }), ...(policies && { policies }) };
}

async function loadEach(
  settings: Settings,
  flag: "lookup" | "enrich",
  onProblem: (problem: Diagnostic) => void,
): Promise<Readonly<Record<string, readonly EventDocument[]>> | undefined> {
  const given = listSetting(settings, flag);
  if (given.length === 0) return undefined;
  const tables: Record<string, readonly EventDocument[]> = {};
  for (const text of given) {
    const equals = text.indexOf("=");
    if (equals <= 0 || equals === text.length - 1) throw usageError(`--${flag} takes a name and a file, \`NAME=FILE\`, not \`${text}\``);
    const rows: EventDocument[] = [];
    for await (const batch of readBatches([text.slice(equals + 1)], { onProblem })) rows.push(...batch);
    tables[text.slice(0, equals)] = rows;
  }
  return tables;
}
