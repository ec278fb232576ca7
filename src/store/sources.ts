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

export interface SourceStore {
  /** Adds to what is there. */
  add(tallies: Iterable<SourceTally>): void;
  all(): readonly SourceTally[];
  /** Events have come for the index. */
  has(index: string): boolean;
}

export function sourceStore(database: Database): SourceStore {
  const upsert = database.prepare(`INSERT INTO sources (index_name, client, events, bytes, first_received, last_received, last_event)
    VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET events = events + excluded.events, bytes = bytes + excluded.bytes,
    last_received = max(last_received, excluded.last_received),
    last_event = CASE WHEN last_event IS NULL OR excluded.last_event > last_event THEN coalesce(excluded.last_event, last_event) ELSE last_event END`);
  return {
    add(tallies) {
      for (const t of tallies) upsert.run(t.index, t.client, t.events, t.bytes, t.firstReceived, t.lastReceived, t.lastEvent);
    },
    has: (index) => database.prepare("SELECT 1 FROM sources WHERE index_name = ? LIMIT 1").get(index) !== undefined,
    all: () =>
      database
        .prepare("SELECT * FROM sources ORDER BY last_received DESC")
        .all()
        .map((row) => ({
          index: String(row["index_name"]),
          client: String(row["client"]),
          events: Number(row["events"]),
          bytes: Number(row["bytes"]),
          firstReceived: Number(row["first_received"]),
          lastReceived: Number(row["last_received"]),
          lastEvent: row["last_event"] as number | null,
        })),
  };
}
