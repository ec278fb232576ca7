import { type FileHandle, open } from "node:fs/promises";
import type { ByteSource, LineFile, RandomAccess } from "./byte-source.ts";
import { READ_BLOCK_BYTES } from "./limits.ts";

export interface OpenFile extends ByteSource {
  close(): Promise<void>;
}

/** Blocks of a member of an archive are smaller: its bytes expand. */
const RANGE_BLOCK_BYTES = 256 * 1024;

/** Told about bytes as they are read. */
export type OnBytes = (bytes: number) => void;

/**
 * Opens a regular file. Blocks are read one ahead, so that the disk works while events are parsed.
 * @throws the operating system's error
 */
export async function openFile(path: string, onBytes: OnBytes): Promise<OpenFile> {
  const handle = await open(path, "r");
  const { size } = await handle.stat();
  let reached = 0;
  const reach = (position: number): void => {
    if (position > reached) onBytes(position - reached);
    reached = Math.max(reached, position);
  };
  return {
    blocks: readAhead(handle, size, reach),
    file: randomAccess(handle, size, onBytes),
    lines: lineFile(handle, size, reach),
    close: () => handle.close(),
  };
}

/**
 * Opens a pipe or a device. It is read only when bytes are asked for, so that stopping never waits for a silent writer.
 * @throws the operating system's error
 */
export async function openPipe(path: string, onBytes: OnBytes): Promise<OpenFile> {
  const handle = await open(path, "r");
  return { blocks: readInTurn(handle, onBytes), close: () => handle.close() };
}

export const randomAccess = (handle: FileHandle, size: number, onBytes: OnBytes): RandomAccess => ({
  size,
  handle,
  range: (from, to) => readRange(handle, from, to, onBytes),
});

/** Told up to where a file was read. */
type Reach = (position: number) => void;

const lineFile = (handle: FileHandle, size: number, reach: Reach): LineFile => ({
  descriptor: handle.fd,
  lineEnd: (from, most) => findLineEnd(handle, from, Math.min(size, from + most), reach),
  blocksFrom: (position) => readAhead(handle, size, reach, position),
});

/** How much is looked through at a time for the end of a line. */
const TAIL_BYTES = 16 * 1024;

async function findLineEnd(handle: FileHandle, from: number, to: number, reach: Reach): Promise<number | undefined> {
  const tail = Buffer.allocUnsafe(TAIL_BYTES);
  for (let end = to; end > from; ) {
    const start = Math.max(from, end - TAIL_BYTES);
    const { bytesRead } = await handle.read(tail, 0, end - start, start);
    const last = tail.subarray(0, bytesRead).lastIndexOf(0x0a);
    if (last !== -1) {
      reach(start + last + 1);
      return start + last + 1;
    }
    end = start;
  }
  return undefined;
}

async function* readAhead(handle: FileHandle, size: number, reach: Reach, from = 0): AsyncGenerator<Buffer> {
  const length = Math.max(1, Math.min(READ_BLOCK_BYTES, size + 1 - from));
  let spare = Buffer.allocUnsafeSlow(length);
  let current = Buffer.allocUnsafeSlow(length);
  let position = from;
  let pending = handle.read(current, 0, length, position);
  try {
    for (;;) {
      const { bytesRead } = await pending;
      if (bytesRead === 0) return;
      position += bytesRead;
      reach(position);
      const block = current.subarray(0, bytesRead);
      [current, spare] = [spare, current];
      pending = handle.read(current, 0, length, position);
      pending.catch(() => undefined);
      yield block;
    }
  } finally {
    await pending.catch(() => undefined);
  }
}

async function* readInTurn(handle: FileHandle, onBytes: OnBytes): AsyncGenerator<Buffer> {
  const block = Buffer.allocUnsafeSlow(READ_BLOCK_BYTES);
  for (;;) {
    const { bytesRead } = await handle.read(block, 0, block.length, null);
    if (bytesRead === 0) return;
    onBytes(bytesRead);
    yield block.subarray(0, bytesRead);
  }
}

async function* readRange(handle: FileHandle, from: number, to: number, onBytes: OnBytes): AsyncGenerator<Buffer> {
  const block = Buffer.allocUnsafeSlow(Math.max(1, Math.min(RANGE_BLOCK_BYTES, to - from)));
  for (let position = from; position < to; ) {
    const { bytesRead } = await handle.read(block, 0, Math.min(block.length, to - position), position);
    if (bytesRead === 0) return;
    position += bytesRead;
    onBytes(bytesRead);
    yield block.subarray(0, bytesRead);
  }
}
