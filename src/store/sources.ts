import type { Database } from "./database.ts";

/** What arrived for one index from one client. */
export interface SourceTally {
  readonly index: string;
  readonly client: string;
  readonly events: number;
  readonly bytes: number;
  /** Epoch milliseconds. */
  readonly firstReceived: number;
  readonly lastReceived: number;
  /** Latest `@timestamp`, epoch milliseconds. */
  readonly lastEvent: number | null;
}

/** A tally on its way in, with the hosts that were seen, as far as they were listed. */
export interface NewTally extends SourceTally {
  readonly hosts: readonly string[];
}

export interface SourceStore {
  /** Adds to what is there. */
  add(tallies: Iterable<NewTally>): void;
  all(): readonly SourceTally[];
  /** Events have come for the index. */
  has(index: string): boolean;
  /** Events of each of the last 60 minutes, the oldest first. */
  perMinute(index: string, now: number): readonly number[];
  /** Distinct hosts seen. */
  hosts(index: string): number;
  /** Forgets the minutes that nobody asks for any more. */
  trim(now: number): void;
}

const MINUTE_MS = 60_000;
const MINUTES = 60;

const UPSERT = `INSERT INTO sources (index_name, client, events, bytes, first_received, last_received, last_event)
  VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET events = events + excluded.events, bytes = bytes + excluded.bytes,
  last_received = max(last_received, excluded.last_received),
  last_event = CASE WHEN last_event IS NULL OR excluded.last_event > last_event THEN coalesce(excluded.last_event, last_event) ELSE last_event END`;

export function sourceStore(database: Database): SourceStore {
  const upsert = database.prepare(UPSERT);
  const addMinute = database.prepare(
    "INSERT INTO source_minutes (index_name, minute, events) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET events = events + excluded.events",
  );
  const addHost = database.prepare("INSERT OR IGNORE INTO source_hosts (index_name, host) VALUES (?, ?)");
  return {
    add(tallies) {
      for (const { index, client, events, bytes, firstReceived, lastReceived, lastEvent, hosts } of tallies) {
        upsert.run(index, client, events, bytes, firstReceived, lastReceived, lastEvent);
        addMinute.run(index, Math.floor(lastReceived / MINUTE_MS), events);
        for (const host of hosts) addHost.run(index, host);
      }
    },
    has: (index) => database.prepare("SELECT 1 FROM sources WHERE index_name = ? LIMIT 1").get(index) !== undefined,
    all: () => database.prepare("SELECT * FROM sources ORDER BY last_received DESC").all().map(tallyOf),
    perMinute(index, now) {
      const first = Math.floor(now / MINUTE_MS) - MINUTES + 1;
      const counts = Array.from({ length: MINUTES }, () => 0);
      for (const row of database
        .prepare("SELECT minute, events FROM source_minutes WHERE index_name = ? AND minute >= ?")
        .all(index, first))
        counts[Number(row["minute"]) - first] = Number(row["events"]);
      return counts.slice(0, MINUTES);
    },
    hosts: (index) => Number(database.prepare("SELECT count(*) AS n FROM source_hosts WHERE index_name = ?").get(index)?.["n"]),
    trim: (now) => void database.prepare("DELETE FROM source_minutes WHERE minute < ?").run(Math.floor(now / MINUTE_MS) - 2 * MINUTES),
  };
}

const tallyOf = (row: Readonly<Record<string, unknown>>): SourceTally => ({
  index: String(row["index_name"]),
  client: String(row["client"]),
  events: Number(row["events"]),
  bytes: Number(row["bytes"]),
  firstReceived: Number(row["first_received"]),
  lastReceived: Number(row["last_received"]),
  lastEvent: row["last_event"] as number | null,
});
