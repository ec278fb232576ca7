import type { JsonObject } from "../event/json.ts";
import type { Database } from "./database.ts";

/** One thing that somebody changed, or tried to. */
export interface AuditEntry {
  /** Epoch milliseconds. */
  readonly time: number;
  readonly who: string;
  /** `user`, `key`, `local`, `nobody`. */
  readonly kind: string;
  readonly role: string;
  readonly address: string;
  /** Method and path of the route: `PUT /api/tocsin/rules/:id`. */
  readonly action: string;
  /** Which thing: parameters of the path, and the fields of the body that name it. */
  readonly subject: JsonObject;
  /** Of the answer: what was refused is here too. */
  readonly status: number;
}

export interface AuditStore {
  add(entry: AuditEntry): void;
  /** Newest first; those before an entry's number, where one is given. */
  latest(limit: number, before?: number): readonly (AuditEntry & { readonly id: number })[];
}

/** Entries that are kept. */
const KEPT = 100_000;
const TRIM_EVERY = 1_000;

export function auditStore(database: Database): AuditStore {
  const columns = "time, who, kind, role, address, action, subject, status";
  return {
    add({ time, who, kind, role, address, action, subject, status }) {
      const insert = database.prepare(`INSERT INTO audit (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
      const id = Number(insert.run(time, who, kind, role, address, action, JSON.stringify(subject), status).lastInsertRowid);
      if (id % TRIM_EVERY === 0) database.prepare("DELETE FROM audit WHERE id <= ?").run(id - KEPT);
    },
    latest: (limit, before = Number.MAX_SAFE_INTEGER) =>
      database
        .prepare(`SELECT id, ${columns} FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?`)
        .all(before, limit)
        .map((row) => ({ ...(row as unknown as AuditEntry & { id: number }), subject: JSON.parse(String(row["subject"])) as JsonObject })),
  };
}
