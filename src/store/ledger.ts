import type { Fate, LedgerEntry } from "../alerts/ledger.ts";
import { parseTime } from "../event/time.ts";
import type { Database } from "./database.ts";

/** What became of each match: counted for good by rule and day, and the latest entries one by one. */
export interface LedgerStore {
  add(entries: readonly LedgerEntry[]): void;
  /** The latest entries, newest first. */
  latest(query: { readonly rule?: string | undefined; readonly fate?: string | undefined; readonly limit: number }): readonly LedgerEntry[];
  counts(): readonly LedgerCount[];
  /** Forgets the oldest entries past `keep`; the counts stay. */
  trim(keep: number): void;
}

export interface LedgerCount {
  readonly rule_id: string;
  readonly fate: Fate;
  /** Midnight UTC, epoch milliseconds. */
  readonly day: number;
  readonly count: number;
}

const DAY_MS = 24 * 60 * 60_000;

export function ledgerStore(database: Database): LedgerStore {
  const insert = database.prepare("INSERT INTO ledger (rule_id, fate, entry) VALUES (?, ?, ?)");
  const count = database.prepare(
    "INSERT INTO ledger_counts (rule_id, fate, day, count) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count",
  );
  return {
    add(entries) {
      const counts = new Map<string, number>();
      for (const entry of entries) {
        insert.run(entry.rule_id, entry.fate, JSON.stringify(entry));
        const key = JSON.stringify([entry.rule_id, entry.fate, dayOf(entry)]);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      for (const [key, number] of counts) count.run(...(JSON.parse(key) as [string, string, number]), number);
    },
    latest({ rule, fate, limit }) {
      const rows = database
        .prepare("SELECT entry FROM ledger WHERE (?1 IS NULL OR rule_id = ?1) AND (?2 IS NULL OR fate = ?2) ORDER BY id DESC LIMIT ?3")
        .all(rule ?? null, fate ?? null, limit);
      return rows.map((row) => JSON.parse(String(row["entry"])) as LedgerEntry);
    },
    counts: () => database.prepare("SELECT rule_id, fate, day, count FROM ledger_counts").all() as unknown as LedgerCount[],
    trim: (keep) => void database.prepare("DELETE FROM ledger WHERE id <= (SELECT max(id) FROM ledger) - ?").run(keep),
  };
}

function dayOf({ slot }: LedgerEntry): number {
  const time = slot === null ? undefined : parseTime(slot);
  return Math.floor((time ?? 0) / DAY_MS) * DAY_MS;
}
