import type { FileHandle } from "node:fs/promises";

/** Bytes to be read once, front to back. */
export interface ByteSource {
  /** Blocks of any size above 0. A block is valid until the next one is asked for: copy what must live longer. */
  readonly blocks: AsyncIterable<Buffer>;
  /** Present where the bytes are a regular file: they may be read at any place instead. */
  readonly file?: RandomAccess | undefined;
  /** Present where it stands by itself: its lines may be read by others. */
  readonly lines?: LineFile | undefined;
}

/** A file of lines that whoever wants them may read, at any place. What it is asked for counts as read. */
export interface LineFile {
  readonly descriptor: number;
  /** Where the last whole line ends of the bytes from `from` on, `most` at the most; undefined where none does. */
  lineEnd(from: number, most: number): Promise<number | undefined>;
  /** As {@link ByteSource.blocks}, from this byte on. */
  blocksFrom(position: number): AsyncIterable<Buffer>;
}

export interface RandomAccess {
  readonly size: number;
  /** The bytes from `from` up to `to` in blocks; ends early where the file does. */
  range(from: number, to: number): AsyncIterable<Buffer>;
  readonly handle: FileHandle;
}

/** A source whose first bytes have been looked at. */
export interface Peeked {
  /** The first bytes; empty means that the source is. */
  readonly head: Buffer;
  /** All blocks, the head's too. */
  readonly blocks: AsyncGenerator<Buffer>;
}

/** Looks at the first bytes, `most` at the most, without losing them; fewer where `isEnough` says so. */
export async function peek(source: AsyncIterable<Buffer>, most: number, isEnough: (head: Buffer) => boolean): Promise<Peeked> {
  const blocks = source[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  for (let next = await blocks.next(); !next.done; next = await blocks.next()) {
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
    if (head.length >= most || isEnough(head)) break;
    head = Buffer.from(head);
  }
  return { head: head.subarray(0, most), blocks: replay(head, blocks) };
}

async function* replay(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (head.length > 0) yield head;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
