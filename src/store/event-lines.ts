import { formatTime } from "../event/time.ts";
import type { ArrivedLines } from "../engine/lines/live-lines.ts";
import { documentId, eventOf, isIngested, STREAM } from "./event-document.ts";
import type { Frame, JournalRecord } from "./journal/frame.ts";

const LINE_BREAK = 10;
const BLANK = 0x20;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/** Keys that {@link eventOf} sets: an event that has one of its own is not written over. */
const METADATA = [Buffer.from('"_index"'), Buffer.from('"_id"')];
const INGESTED = Buffer.from('ingested"');
/** Bytes that may be added to an event, but for its index and id. */
const ROOM = 96;

/**
 * The events of a frame as lines that read as {@link eventOf} has them: their metadata and the time of arrival are written behind their
 * fields. A line for which that cannot be done begins with a blank: it has to be parsed.
 * @param room where the lines stand until those of another frame are asked for
 */
export function linesOf(frame: Frame, storeId: string, room: LineRoom = new LineRoom()): ArrivedLines {
  const { raw, entries, firstSequence } = frame;
  room.clear(raw.length + entries.length * ROOM);
  const metadataOf = createMetadata(storeId);
  const bare = frame.summary?.bare === true;
  const mayClash = !bare && METADATA.some((key) => raw.includes(key));
  const mayHaveTime = !bare && raw.includes(INGESTED);
  const ingested = `,"event.ingested":${JSON.stringify(formatTime(frame.received))}}\n`;
  for (const record of entries) {
    const { start, end } = record;
    const line = mayClash || mayHaveTime ? raw.subarray(start, end) : undefined;
    if (raw[end - 1] !== CLOSE || raw[end - 2] === OPEN || (mayClash && line && METADATA.some((key) => line.includes(key)))) {
      room.blank(raw, start, end);
      continue;
    }
    const hasTime = mayHaveTime && line !== undefined && line.includes(INGESTED) && isIngested(JSON.parse(record.json));
    room.line(raw, start, end - 1, `${metadataOf(record)}${hasTime ? "}\n" : ingested}`);
  }
  return {
    bytes: room.bytes,
    stream: STREAM,
    firstOffset: firstSequence,
    parse: (line) => eventOf(entries[line - 1] as JournalRecord, frame, storeId),
  };
}

/** Writes `_index` and `_id`. */
function createMetadata(storeId: string): (record: JournalRecord) => string {
  let last: string | null = null;
  let named = "";
  return ({ index, id, sequence }) => {
    if (index !== last) named = index === null ? "" : `,"_index":${JSON.stringify(index)}`;
    last = index;
    return `${named},"_id":${JSON.stringify(id ?? documentId(storeId, sequence))}`;
  };
}

/** Memory for lines, used again for the next. */
export class LineRoom {
  #room: Buffer = Buffer.alloc(0);
  #used = 0;

  get bytes(): Buffer {
    return this.#room.subarray(0, this.#used);
  }

  clear(expected: number): void {
    this.#used = 0;
    if (this.#room.length < expected) this.#room = Buffer.allocUnsafeSlow(expected);
  }

  line(raw: Buffer, start: number, end: number, tail: string): void {
    this.#ensure(end - start + 3 * tail.length);
    this.#used += raw.copy(this.#room, this.#used, start, end);
    this.#used += this.#room.write(tail, this.#used);
  }

  blank(raw: Buffer, start: number, end: number): void {
    this.#ensure(end - start + 2);
    this.#room[this.#used++] = BLANK;
    this.#used += raw.copy(this.#room, this.#used, start, end);
    this.#room[this.#used++] = LINE_BREAK;
  }

  #ensure(more: number): void {
    if (this.#used + more <= this.#room.length) return;
    const larger = Buffer.allocUnsafe(2 * this.#room.length + more);
    this.#room.copy(larger, 0, 0, this.#used);
    this.#room = larger;
  }
}
