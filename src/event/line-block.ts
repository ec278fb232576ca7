import type { EventDocument, Stream } from "./origin.ts";

/** Bytes that can be read again after their block is gone. */
export interface LaterBytes {
  /** @throws where they are no longer there */
  read(offset: number, length: number): Uint8Array;
}

/** Bytes of a file that is open until the block of them is done. */
export interface FilePart {
  readonly descriptor: number;
  readonly offset: number;
  readonly length: number;
}

/**
 * Whole lines of a stream of NDJSON, not parsed yet. Whoever takes it goes through the lines in order, asks for the
 * events of some, and tells at the end how many lines and events there were. Valid until the next one is asked for, a
 * part of a file until those after it are done.
 */
export interface LineBlock {
  readonly kind: "lines";
  readonly stream: Stream;
  /** UTF-8. Undefined of a part of a file. */
  readonly bytes: Uint8Array | undefined;
  /** Instead of bytes: what whoever judges the lines reads, which may not be UTF-8. */
  readonly part: FilePart | undefined;
  /** Where the block stands in the stream. */
  readonly offset: number;
  /** The number of its first line; of a part of a file once all blocks before it are done. */
  firstLine(): number;
  /** Where the stream itself can be read again, by offset. */
  readonly later: LaterBytes | undefined;
  /** The text of the bytes `[from, to)`. */
  text(from: number, to: number): string;
  /** Reads all bytes of a part of a file. @throws where they are no longer there */
  readInto(bytes: Uint8Array): void;
  /** Events of a line `[from, to)`, the `line`-th of the block; its faults are reported. */
  parse(from: number, to: number, line: number): readonly EventDocument[];
  /** The number, in the stream, of the record that is the `line`-th of the block. In ascending order, for lines with an event. */
  record(line: number): number;
  /**
   * The same lines in this memory, which is large enough: valid for as long as they are left there. The block itself is done
   * with; each line of the other is asked for by itself, in any order. A part of a file is given back as it is.
   */
  detach(memory: SharedArrayBuffer): LineBlock;
  /** All lines are done. */
  finish(lines: number, events: number): void;
}
