import type { XmlElement } from "../../../event/xml/element.ts";
import { BinaryXmlReader } from "./binary-xml.ts";
import { damage, damageOf } from "./damage.ts";
import { fileTimeText } from "./values.ts";

export const CHUNK_BYTES: number = 64 * 1024;
export const CHUNK_SIGNATURE = "ElfChnk\0";

/** Where the records begin, behind the chunk's tables. */
const FIRST_RECORD = 512;

/** `**` and two zeros. */
const RECORD_SIGNATURE = 0x00002a2a;
const RECORD_HEADER = 24;
/** The header and the size again, behind the data. */
const LEAST_RECORD = RECORD_HEADER + 4;
/** Records stand at multiples of this. */
const ALIGNMENT = 4;

export interface ChunkRecord {
  /** In the chunk. */
  readonly offset: number;
  /** The number Windows gave it. */
  readonly id: bigint;
  /** Time of writing, as ISO text. */
  readonly written: string;
  /** The event; undefined where its data is damaged. */
  readonly event: XmlElement | undefined;
  /** What is wrong with it. */
  readonly damage?: string;
}

export interface ChunkDamage {
  readonly offset: number;
  readonly damage: string;
}

/** Whether a chunk was never used: files are allotted in advance. */
export const isUnused = (chunk: Buffer): boolean => chunk.every((byte) => byte === 0);

/** How many records a chunk's header says it holds; 0 where it says nothing sensible. */
export function promisedRecords(chunk: Buffer): number {
  if (!hasHeader(chunk)) return 0;
  const count = chunk.readBigUInt64LE(16) - chunk.readBigUInt64LE(8) + 1n;
  return count > 0n && count <= BigInt(Math.floor(CHUNK_BYTES / LEAST_RECORD)) ? Number(count) : 0;
}

/**
 * The records of a chunk, in their order. The header is a hint only: a file that was not closed well has records
 * behind the end that the header gives. Where a record is damaged, the next one is looked for.
 */
export function* readChunk(chunk: Buffer): Generator<ChunkRecord | ChunkDamage> {
  const xml = new BinaryXmlReader(chunk);
  const used = usedBytes(chunk);
  let before: bigint | undefined;
  for (let at = FIRST_RECORD; at + LEAST_RECORD <= chunk.length; ) {
    const size = recordSize(chunk, at);
    if (size === 0) {
      if (at >= used) return;
      const next = nextRecord(chunk, at + ALIGNMENT, used);
      if (next >= chunk.length && used === chunk.length && !hasHeader(chunk)) return;
      yield { offset: at, damage: `no record begins where one should; ${next - at} bytes are passed over` };
      at = next;
      continue;
    }
    const id = chunk.readBigUInt64LE(at + 8);
    // Behind the end are the next records, not yet in the header, or older ones from the chunk's former use.
    if (at >= used && before !== undefined && id !== before + 1n) return;
    before = id;
    yield readRecord(chunk, at, size, id, xml);
    at += size;
  }
}

/** The offset behind the last record, as the header has it; nothing where it makes no sense. */
function usedBytes(chunk: Buffer): number {
  const free = hasHeader(chunk) ? chunk.readUInt32LE(48) : CHUNK_BYTES;
  return free >= FIRST_RECORD && free <= chunk.length ? free : chunk.length;
}

const hasHeader = (chunk: Buffer): boolean => chunk.length >= FIRST_RECORD && chunk.toString("latin1", 0, 8) === CHUNK_SIGNATURE;

/** The size of the record at an offset: it stands at its end too, or the next record begins there. 0 where none is. */
function recordSize(chunk: Buffer, at: number): number {
  if (!isRecord(chunk, at)) return 0;
  const size = chunk.readUInt32LE(at + 4);
  if (size < LEAST_RECORD || size > chunk.length - at) return 0;
  return chunk.readUInt32LE(at + size - 4) === size || isRecord(chunk, at + size) ? size : 0;
}

const isRecord = (chunk: Buffer, at: number): boolean => at + LEAST_RECORD <= chunk.length && chunk.readUInt32LE(at) === RECORD_SIGNATURE;

/** The next record, or the end of what is used. */
function nextRecord(chunk: Buffer, from: number, used: number): number {
  for (let at = from; at < used; at += ALIGNMENT) if (recordSize(chunk, at) > 0) return at;
  return Math.max(used, from);
}

function readRecord(chunk: Buffer, offset: number, size: number, id: bigint, xml: BinaryXmlReader): ChunkRecord {
  const written = fileTimeText(chunk.readBigUInt64LE(offset + 16));
  try {
    const event = xml.read(offset + RECORD_HEADER, offset + size - 4).find(({ name }) => name === "Event");
    if (!event) throw damage("it holds no event");
    return { offset, id, written, event };
  } catch (error) {
    const reason = damageOf(error);
    if (reason === undefined) throw error;
    return { offset, id, written, event: undefined, damage: reason };
  }
}
