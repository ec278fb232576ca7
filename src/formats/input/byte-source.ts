import type { FileHandle } from "node:fs/promises";

/** Bytes to be read once, front to back. */
export interface ByteSource {
  /** Blocks of any size above 0. A block is valid until the next one is asked for: copy what must live longer. */
  readonly blocks: AsyncIterable<Buffer>;
  /** Present where the bytes are a regular file: they may be read at any place instead. */
  readonly file?: RandomAccess | undefined;
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

/** Enough to tell every binary format, a tar header being the longest. */
const BINARY_HEAD = 512;

/**
 * Looks at the first bytes without losing them. Waits for one line or {@link BINARY_HEAD} bytes and no longer: an
 * endless pipe that sends one event a minute is read as it comes.
 */
export async function peek(source: AsyncIterable<Buffer>): Promise<Peeked> {
  const blocks = source[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  for (let next = await blocks.next(); !next.done; next = await blocks.next()) {
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
    if (head.length >= BINARY_HEAD || isTextLine(head)) break;
    head = Buffer.from(head);
  }
  return { head, blocks: replay(head, blocks) };
}

const isTextLine = (head: Buffer): boolean => head.includes(0x0a) && !head.includes(0);

async function* replay(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (head.length > 0) yield head;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
