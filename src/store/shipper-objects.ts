import type { Database } from "./database.ts";

/** Templates, policies, pipelines and the like: shippers put them and look whether they are there. Nothing heeds them. */
export interface ShipperObjectStore {
  put(kind: string, name: string, body: string): void;
  get(kind: string, name: string): string | undefined;
  /** Names with bodies, of one kind. */
  all(kind: string): readonly { readonly name: string; readonly body: string }[];
  remove(kind: string, name: string): boolean;
  count(): number;
}

export function shipperObjectStore(database: Database): ShipperObjectStore {
  return {
    put: (kind, name, body) =>
      void database.prepare("INSERT OR REPLACE INTO shipper_objects (kind, name, body) VALUES (?, ?, ?)").run(kind, name, body),
    get(kind, name) {
      const row = database.prepare("SELECT body FROM shipper_objects WHERE kind = ? AND name = ?").get(kind, name);
      return row && String(row["body"]);
    },
    all: (kind) =>
      database
        .prepare("SELECT name, body FROM shipper_objects WHERE kind = ? ORDER BY name")
        .all(kind)
        .map((row) => ({ name: String(row["name"]), body: String(row["body"]) })),
    remove: (kind, name) => Number(database.prepare("DELETE FROM shipper_objects WHERE kind = ? AND name = ?").run(kind, name).changes) > 0,
    count: () => Number(database.prepare("SELECT count(*) AS n FROM shipper_objects").get()?.["n"]),
  };
}
