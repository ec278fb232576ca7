import type { EventDocument } from "../event/origin.ts";
import { compilePath } from "../event/path.ts";
import { parseTime } from "../event/time.ts";
import { type BlockQuery, type BlockStore, blockStore } from "./blocks.ts";
import type { Database } from "./database.ts";
import { eventOf } from "./event-document.ts";
import { readFrameAt } from "./journal/reader.ts";

/** The events of the journal, found again by time, host or sequence number. */
export interface EventStore {
  /** Batches of the events of a time (by `@timestamp`, both ends included) and, where given, a host; the latest frames first. */
  scan(query: BlockQuery): Iterable<readonly EventDocument[]>;
  /** One event; undefined where it is no longer kept. */
  at(sequence: number): EventDocument | undefined;
  readonly blocks: BlockStore;
}

const readTimestamp = compilePath("@timestamp");
const readHost = compilePath("host.name");

/** `@timestamp` of an event in epoch milliseconds; undefined where it has none that can be read. */
export function eventTime(event: EventDocument): number | undefined {
  const [value] = readTimestamp(event);
  return value === undefined ? undefined : parseTime(value);
}

export function eventStore(database: Database, folder: string, storeId: string): EventStore {
  const blocks = blockStore(database);
  return {
    blocks,
    *scan(query) {
      for (const { segment, offset } of blocks.find(query)) {
        const frame = readFrameAt(folder, segment, offset);
        if (!frame) continue;
        yield frame.entries.map((entry) => eventOf(entry, frame, storeId)).filter((event) => isWanted(event, query, frame.received));
      }
    },
    at(sequence) {
      const block = blocks.holding(sequence);
      const frame = block && readFrameAt(folder, block.segment, block.offset);
      const entry = frame?.entries[sequence - frame.firstSequence];
      return frame && entry && eventOf(entry, frame, storeId);
    },
  };
}

/** An event without a readable time counts as of its arrival. */
function isWanted(event: EventDocument, { from, to, host }: BlockQuery, received: number): boolean {
  const time = eventTime(event) ?? received;
  return time >= from && time <= to && (host === undefined || readHost(event).some((name) => name === host));
}
