import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SpillStore } from "../engine/spill.ts";

/** Small pieces are written together, so many bytes at a time. */
const WRITE_BYTES = 256 * 1024;

/** A spill store in a temporary file, made on first use and unlinked at once where the system allows it. */
export function createSpillFile(): SpillStore {
  let descriptor: number | undefined;
  /** Bytes in the file; after them come those of `unwritten`. */
  let written = 0;
  let unwritten = 0;
  const buffer = new Uint8Array(WRITE_BYTES);
  let scratch = new Uint8Array(WRITE_BYTES);
  const write = (bytes: Uint8Array): void => {
    descriptor ??= openTemporary();
    for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done, bytes.length - done, written + done);
    written += bytes.length;
  };
  const flush = (): void => {
    if (unwritten > 0) write(buffer.subarray(0, unwritten));
    unwritten = 0;
  };
  const readInto = (target: Uint8Array, offset: number, size: number): void => {
    if (descriptor === undefined) throw new Error("invariant: nothing was spilled");
    for (let done = 0; done < size; ) {
      const got = readSync(descriptor, target, done, size - done, offset + done);
      if (got === 0) throw new Error("the spill file is shorter than what was written to it");
      done += got;
    }
  };
  return {
    append(bytes) {
      if (unwritten + bytes.length > WRITE_BYTES) flush();
      const offset = written + unwritten;
      if (bytes.length > WRITE_BYTES) write(bytes);
      else {
        buffer.set(bytes, unwritten);
        unwritten += bytes.length;
      }
      return offset;
    },
    read(offset, size) {
      if (offset + size > written) flush();
      if (size > scratch.length) scratch = new Uint8Array(2 * size);
      if (size > 0) readInto(scratch, offset, size);
      return scratch.subarray(0, size);
    },
    close() {
      if (descriptor !== undefined) closeSync(descriptor);
      descriptor = undefined;
    },
  };
}

function openTemporary(): number {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-"));
  try {
    return openSync(join(folder, "spill"), "wx+", 0o600);
  } finally {
    const remove = (): void => rmSync(folder, { recursive: true, force: true });
    if (process.platform === "win32") process.once("exit", remove);
    else remove();
  }
}
