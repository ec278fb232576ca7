import type { Database } from "./database.ts";

/** A frame of the journal as the event store finds it. */
export interface Block {
  readonly firstSequence: number;
  readonly records: number;
  readonly segment: string;
  readonly offset: number;
  readonly bytes: number;
  readonly received: number;
  /** `@timestamp` of its earliest and latest event, epoch milliseconds; null where none has a readable time. */
  readonly earliest: number | null;
  readonly latest: number | null;
  /** Names of its hosts; null where there are too many to list. */
  readonly hosts: readonly string[] | null;
}

/** Which blocks may hold what is looked for. */
export interface BlockQuery {
  /** Epoch milliseconds, both inclusive. */
  readonly from: number;
  readonly to: number;
  readonly host?: string | undefined;
  /** Only those that come after this one, in the order in which they are found. */
  readonly after?: BlockPlace | undefined;
}

/** A block's place in the order of {@link BlockStore.find}. */
export type BlockPlace = Pick<Block, "firstSequence"> & { readonly latest: number };

/** More hosts than these in one frame are not listed. */
export const MOST_HOSTS = 32;

/** The index over the journal's frames. */
export interface BlockStore {
  add(block: Block): void;
  /** Latest events first, those of one time the last to arrive first. */
  find(query: BlockQuery): Iterable<Block>;
  /** The block that holds a record. */
  holding(sequence: number): Block | undefined;
  /** Forgets the blocks of segments that are gone. */
  deleteSegment(segment: string): void;
  /** When the newest event of a segment happened and arrived, epoch milliseconds. */
  newestOf(segment: string): number | undefined;
  totals(): { readonly events: number; readonly bytes: number; readonly earliest: number | null; readonly latest: number | null };
}

/** No block comes before the first. */
const LAST: BlockPlace = { latest: Number.MAX_SAFE_INTEGER, firstSequence: Number.MAX_SAFE_INTEGER };

const SEPARATOR = "\n";

const INSERT_BLOCK = `INSERT OR REPLACE INTO blocks (first_sequence, records, segment, offset, bytes, received, earliest, latest, hosts)
  VALUES (:firstSequence, :records, :segment, :offset, :bytes, :received, :earliest, :latest, :hosts)`;

export function blockStore(database: Database): BlockStore {
  const insert = database.prepare(INSERT_BLOCK);
  return {
    add: (block) => void insert.run({ ...block, hosts: block.hosts === null ? null : block.hosts.join(SEPARATOR) }),
    *find({ from, to, host, after = LAST }) {
      const rows = database
        .prepare(
          `SELECT * FROM blocks WHERE latest >= ? AND earliest <= ? AND latest <= ? AND (latest, first_sequence) < (?, ?)
           ORDER BY latest DESC, first_sequence DESC`,
        )
        .iterate(from, to, after.latest, after.latest, after.firstSequence);
      for (const row of rows) {
        const block = blockOf(row);
        if (host === undefined || block.hosts === null || block.hosts.includes(host)) yield block;
      }
    },
    holding(sequence) {
      const row = database.prepare("SELECT * FROM blocks WHERE first_sequence <= ? ORDER BY first_sequence DESC LIMIT 1").get(sequence);
      const block = row && blockOf(row);
      return block && sequence < block.firstSequence + block.records ? block : undefined;
    },
    deleteSegment: (segment) => void database.prepare("DELETE FROM blocks WHERE segment = ?").run(segment),
    newestOf(segment) {
      const row = database.prepare("SELECT max(received) AS newest FROM blocks WHERE segment = ?").get(segment);
      return row?.["newest"] === null ? undefined : Number(row?.["newest"]);
    },
    totals() {
      const row = database
        .prepare("SELECT total(records) AS events, total(bytes) AS bytes, min(earliest) AS earliest, max(latest) AS latest FROM blocks")
        .get();
      return {
        events: Number(row?.["events"]),
        bytes: Number(row?.["bytes"]),
        earliest: row?.["earliest"] as number | null,
        latest: row?.["latest"] as number | null,
      };
    },
  };
}

function blockOf(row: Readonly<Record<string, unknown>>): Block {
  const hosts = row["hosts"] as string | null;
  return {
    firstSequence: Number(row["first_sequence"]),
    records: Number(row["records"]),
    segment: String(row["segment"]),
    offset: Number(row["offset"]),
    bytes: Number(row["bytes"]),
    received: Number(row["received"]),
    earliest: row["earliest"] as number | null,
    latest: row["latest"] as number | null,
    hosts: hosts === null ? null : hosts === "" ? [] : hosts.split(SEPARATOR),
  };
}
