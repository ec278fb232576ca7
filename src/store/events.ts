import type { EventDocument } from "../event/origin.ts";
import { compilePath } from "../event/path.ts";
import { parseTime } from "../event/time.ts";
import { type BlockPlace, type BlockQuery, type BlockStore, blockStore } from "./blocks.ts";
import type { Database } from "./database.ts";
import { eventOf } from "./event-document.ts";
import { readFrameAt } from "./journal/reader.ts";

/** The events of the journal, found again by time, host or sequence number. */
export interface EventStore {
  /** Batches of the events of a time (by `@timestamp`, both ends included) and, where given, a host; the latest frames first. */
  scan(query: BlockQuery): Iterable<readonly EventDocument[]>;
  /** The same, with the place of the frame that a batch comes of: a scan may go on after it. */
  scanFrames(query: BlockQuery): Iterable<FoundFrame>;
  /** One event; undefined where it is no longer kept. */
  at(sequence: number): EventDocument | undefined;
  readonly blocks: BlockStore;
}

/** Events of one frame. */
export interface FoundFrame {
  readonly events: readonly EventDocument[];
  readonly place: BlockPlace;
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
  function* scanFrames(query: BlockQuery): Iterable<FoundFrame> {
    for (const { segment, offset, latest, firstSequence } of blocks.find(query)) {
      const frame = readFrameAt(folder, segment, offset);
      if (!frame) continue;
      const events = frame.entries.map((entry) => eventOf(entry, frame, storeId)).filter((event) => isWanted(event, query, frame.received));
      yield { events, place: { latest: latest ?? 0, firstSequence } };
    }
  }
  return {
    blocks,
    scanFrames,
    *scan(query) {
      for (const { events } of scanFrames(query)) yield events;
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
