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
  /** Newest first. */
  latest(query: AuditQuery): readonly (AuditEntry & { readonly id: number })[];
}

/** Which entries, and how many of them at the most. */
export interface AuditQuery {
  readonly limit: number;
  /** Those before an entry's number. */
  readonly before?: number | undefined;
  /** Those with this text, in any case, in who, where from, what or which. */
  readonly text?: string | undefined;
  /** Those that were refused; false: those that were done. */
  readonly isRefused?: boolean | undefined;
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
    latest: ({ limit, before = Number.MAX_SAFE_INTEGER, text = "", isRefused }) =>
      database
        .prepare(
          `SELECT id, ${columns} FROM audit WHERE id < ?1 AND (?2 = '' OR instr(lower(who || char(10) || address || char(10) || action || char(10) || subject), ?2) > 0)
           AND (?3 IS NULL OR (status >= 400) = ?3) ORDER BY id DESC LIMIT ?4`,
        )
        .all(before, text.toLowerCase(), isRefused === undefined ? null : Number(isRefused), limit)
        .map((row) => ({ ...(row as unknown as AuditEntry & { id: number }), subject: JSON.parse(String(row["subject"])) as JsonObject })),
  };
}
