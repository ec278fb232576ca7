import { closeSync, fstatSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { FRAME_MAGIC, type FrameHeader, HEADER_BYTES, isIntact, readHeader } from "./frame.ts";

/** A file of the journal: frames one after the other. Its name is the sequence number of its first record. */
export interface Segment {
  readonly name: string;
  readonly firstSequence: number;
}

/** Where a frame begins. */
export interface Position {
  /** Name of the segment. */
  readonly segment: string;
  readonly offset: number;
  /** Sequence number of the next record. */
  readonly sequence: number;
}

const SUFFIX = ".journal";
const DIGITS = 16;

export const segmentName = (firstSequence: number): string => `${String(firstSequence).padStart(DIGITS, "0")}${SUFFIX}`;

/** The segments of a folder, oldest first. */
export function listSegments(folder: string): readonly Segment[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(SUFFIX) && name.length === DIGITS + SUFFIX.length);
  return names.sort().map((name) => ({ name, firstSequence: Number(name.slice(0, DIGITS)) }));
}

/** How far a segment holds frames. */
export interface SegmentCheck {
  /** The end of the last intact frame. */
  readonly end: number;
  /** Bytes of the file. */
  readonly size: number;
  /** Sequence number after the last intact frame. */
  readonly nextSequence: number;
  /** What follows the last intact frame is as long as its header says: it was written to its end, once. */
  readonly isWhole: boolean;
}

/** Reads a whole segment and checks each frame. */
export function checkSegment(folder: string, segment: Segment): SegmentCheck {
  const file = openSync(join(folder, segment.name), "r");
  try {
    const { size } = fstatSync(file);
    let end = 0;
    let nextSequence = segment.firstSequence;
    for (let frame = findFrame(file, 0, size); frame; frame = findFrame(file, end, size)) {
      end = frame.offset + frame.header.bytes;
      nextSequence = frame.header.firstSequence + frame.header.records;
    }
    const rest = headerAt(file, end, size);
    return { end, size, nextSequence, isWhole: rest !== undefined && end + rest.bytes <= size };
  } finally {
    closeSync(file);
  }
}

/** A frame found in a segment. */
export interface FoundFrame {
  readonly offset: number;
  readonly header: FrameHeader;
  /** Exactly the frame, intact. */
  readonly bytes: Buffer;
}

/** The first intact frame at or after an offset. Damage is stepped over: bytes before the frame's offset are none that can be read. */
export function findFrame(file: number, from: number, size: number): FoundFrame | undefined {
  for (let offset = from; offset < size; ) {
    const frame = readFrame(file, offset, size);
    if (frame) return frame;
    const next = findMagic(file, offset + 1, size);
    if (next === undefined) return undefined;
    offset = next;
  }
  return undefined;
}

/** The frame at an offset; undefined where there is no whole, intact one. */
export function readFrame(file: number, offset: number, size: number): FoundFrame | undefined {
  const header = headerAt(file, offset, size);
  if (!header) return undefined;
  const bytes = readAt(file, offset, header.bytes);
  return isIntact(bytes) ? { offset, header, bytes } : undefined;
}

/** The header at an offset, whose frame would end within the file. Nobody has checked that the frame is intact. */
export function headerAt(file: number, offset: number, size: number): FrameHeader | undefined {
  if (offset + HEADER_BYTES > size) return undefined;
  const header = readHeader(readAt(file, offset, HEADER_BYTES));
  return header && offset + header.bytes <= size ? header : undefined;
}

const SEARCH_BYTES = 1024 * 1024;

function findMagic(file: number, from: number, size: number): number | undefined {
  for (let at = from; at < size; at += SEARCH_BYTES - FRAME_MAGIC.length) {
    const found = readAt(file, at, Math.min(SEARCH_BYTES, size - at)).indexOf(FRAME_MAGIC);
    if (found !== -1) return at + found;
  }
  return undefined;
}

function readAt(file: number, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  const read = readSync(file, bytes, 0, length, offset);
  return read === length ? bytes : bytes.subarray(0, read);
}
