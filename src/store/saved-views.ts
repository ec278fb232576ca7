import type { Json } from "../event/json.ts";
import type { Database } from "./database.ts";

/** Filters that a person saved under a name. */
export interface SavedViewStore {
  of(person: string): readonly { readonly name: string; readonly filter: Json }[];
  put(person: string, name: string, filter: Json): void;
  remove(person: string, name: string): boolean;
}

export function savedViewStore(database: Database): SavedViewStore {
  return {
    of: (person) =>
      database
        .prepare("SELECT name, filter FROM saved_views WHERE person = ? ORDER BY name")
        .all(person)
        .map((row) => ({ name: String(row["name"]), filter: JSON.parse(String(row["filter"])) as Json })),
    put: (person, name, filter) =>
      void database
        .prepare("INSERT OR REPLACE INTO saved_views (person, name, filter) VALUES (?, ?, ?)")
        .run(person, name, JSON.stringify(filter)),
    remove: (person, name) =>
      Number(database.prepare("DELETE FROM saved_views WHERE person = ? AND name = ?").run(person, name).changes) > 0,
  };
}
