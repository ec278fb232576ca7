import type { Diagnostic } from "../diagnostics/index.ts";
import type { EventDocument } from "../event/origin.ts";
import { readBatches } from "../formats/input/read.ts";
import type { GivenTables } from "../operators/esql/ready-tables.ts";

/** A file of rows, by the name that queries call it. */
export interface TableFile {
  readonly name: string;
  readonly file: string;
}

/** What LOOKUP JOIN and ENRICH read. */
export interface TableFiles {
  readonly lookups: readonly TableFile[];
  readonly policies: readonly TableFile[];
}

/** Reads the rows of local tables. What is skipped in the files is told. */
export async function readTables({ lookups, policies }: TableFiles, onProblem: (problem: Diagnostic) => void): Promise<GivenTables> {
  return {
    ...(lookups.length > 0 && { lookups: await readAll(lookups, onProblem) }),
    ...(policies.length > 0 && { policies: await readAll(policies, onProblem) }),
  };
}

async function readAll(
  files: readonly TableFile[],
  onProblem: (problem: Diagnostic) => void,
): Promise<Readonly<Record<string, readonly EventDocument[]>>> {
  const tables: Record<string, readonly EventDocument[]> = {};
  for (const { name, file } of files) {
    const rows: EventDocument[] = [];
    for await (const batch of readBatches([file], { onProblem })) rows.push(...batch);
    tables[name] = rows;
  }
  return tables;
}
