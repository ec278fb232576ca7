import type { Database } from "./database.ts";

/** What a person wrote about an alert. */
export interface Note {
  readonly id: number;
  readonly alert: string;
  readonly author: string;
  /** Epoch milliseconds. */
  readonly written: number;
  readonly text: string;
}

export interface NoteStore {
  add(note: Omit<Note, "id">): Note;
  of(alert: string): readonly Note[];
  /** How many each of these alerts has. */
  counts(alerts: readonly string[]): ReadonlyMap<string, number>;
}

export function noteStore(database: Database): NoteStore {
  return {
    add(note) {
      const { alert, author, written, text } = note;
      const insert = database.prepare("INSERT INTO notes (alert, author, written, text) VALUES (?, ?, ?, ?)");
      return { id: Number(insert.run(alert, author, written, text).lastInsertRowid), ...note };
    },
    of: (alert) =>
      database
        .prepare("SELECT * FROM notes WHERE alert = ? ORDER BY id")
        .all(alert)
        .map((row) => ({
          id: Number(row["id"]),
          alert: String(row["alert"]),
          author: String(row["author"]),
          written: Number(row["written"]),
          text: String(row["text"]),
        })),
    counts(alerts) {
      const rows = database
        .prepare("SELECT alert, count(*) AS n FROM notes WHERE alert IN (SELECT value FROM json_each(?)) GROUP BY alert")
        .all(JSON.stringify(alerts));
      return new Map(rows.map((row) => [String(row["alert"]), Number(row["n"])]));
    },
  };
}
