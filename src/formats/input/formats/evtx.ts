import type { JsonObject } from "../../../event/json.ts";
import { type EventDocument, ORIGIN } from "../../../event/origin.ts";
import { windowsEventObject } from "../../../event/xml/event-object.ts";
import { sourceName } from "../../source-name.ts";
import { createByteReader } from "../byte-reader.ts";
import { CHUNK_BYTES, CHUNK_SIGNATURE, isUnused, promisedRecords, readChunk } from "../evtx/chunk.ts";
import type { Format, ReadContext } from "../format.ts";

const FILE_SIGNATURE = "ElfFile\0";
const HEADER_BYTES = 4096;

/**
 * Windows event logs. Every record of every chunk is read, whatever the file's header counts: it is written only when
 * the log is closed. Checksums are not looked at, since a log that was copied while it was open fails them. A damaged
 * record or chunk is counted and passed over. Each event has the layout of `event/xml/event-object.ts`.
 */
export const evtx: Format = {
  name: "evtx",
  title: "Windows event log (EVTX)",
  sniff: (head) => [FILE_SIGNATURE, CHUNK_SIGNATURE].includes(head.toString("latin1", 0, FILE_SIGNATURE.length)),
  read: readLog,
};

async function* readLog(blocks: AsyncIterable<Buffer>, context: ReadContext): AsyncGenerator<EventDocument[]> {
  const reader = createByteReader(blocks);
  const log = createLog(context);
  try {
    let chunk = await reader.take(HEADER_BYTES);
    // A chunk alone, as recovery tools cut them out, has no file header.
    if (chunk.toString("latin1", 0, 8) === CHUNK_SIGNATURE) {
      chunk = Buffer.concat([chunk, await reader.take(CHUNK_BYTES - chunk.length)]);
    } else if (chunk.length < HEADER_BYTES) {
      log.cutOff(0, chunk.length);
      return;
    } else chunk = await reader.take(CHUNK_BYTES);
    for (; chunk.length > 0; chunk = await reader.take(CHUNK_BYTES)) {
      const events = log.chunk(chunk, reader.position() - chunk.length);
      if (events.length > 0) yield events;
    }
  } finally {
    await reader.close();
  }
}

interface Log {
  /** The events of a chunk that stood at `offset` of the stream. */
  chunk(chunk: Buffer, offset: number): EventDocument[];
  cutOff(offset: number, length: number): void;
}

function createLog({ stream, problems }: ReadContext): Log {
  const file = sourceName(stream.file, stream.memberName);
  let record = 0;
  const reportChunk = (message: string): void => problems.report("T7030", "warning", () => ({ file, message }));
  const reportRecord = (message: string): void => problems.report("T7031", "warning", () => ({ file, message }));
  const cutOff = (offset: number, length: number): void =>
    reportChunk(`the log is cut off: only ${length} bytes are left at offset ${offset}`);

  return {
    cutOff,
    chunk(chunk, offset) {
      if (isUnused(chunk)) return [];
      if (chunk.length < CHUNK_BYTES) cutOff(offset, chunk.length);
      else if (chunk.toString("latin1", 0, 8) !== CHUNK_SIGNATURE) reportChunk(`the chunk at offset ${offset} does not begin as one`);
      const events: EventDocument[] = [];
      let found = 0;
      for (const item of readChunk(chunk)) {
        if (!("id" in item)) {
          reportChunk(`at offset ${offset + item.offset}: ${item.damage}`);
          continue;
        }
        found++;
        record++;
        const { event, id, damage } = item;
        if (event) events.push(withOrigin(windowsEventObject(event), { stream, offset: offset + item.offset, record }));
        else reportRecord(`record ${id} at offset ${offset + item.offset} cannot be decoded: ${damage}`);
      }
      const promised = promisedRecords(chunk);
      if (found < promised) reportChunk(`the chunk at offset ${offset} holds ${found} of the ${promised} records that its header counts`);
      return events;
    },
  };
}

function withOrigin(object: JsonObject, origin: NonNullable<EventDocument[typeof ORIGIN]>): EventDocument {
  const document: EventDocument = object;
  document[ORIGIN] = origin;
  return document;
}
