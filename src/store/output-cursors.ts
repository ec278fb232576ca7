import type { Database } from "./database.ts";

/** How far each output has sent the alerts: the sequence number of the last. */
export interface OutputCursors {
  /** 0 for one that has sent nothing. */
  get(output: string): number;
  set(output: string, sequence: number): void;
}

export function outputCursors(database: Database): OutputCursors {
  const read = database.prepare("SELECT cursor FROM outputs WHERE name = ?");
  const write = database.prepare("INSERT OR REPLACE INTO outputs (name, cursor) VALUES (?, ?)");
  return {
    get: (output) => Number(read.get(output)?.["cursor"] ?? 0),
    set: (output, sequence) => void write.run(output, sequence),
  };
}
