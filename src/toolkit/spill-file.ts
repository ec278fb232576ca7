import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SpillStore } from "../engine/spill.ts";

/** A spill store in a temporary file, made on first use and unlinked at once where the system allows it. */
export function createSpillFile(): SpillStore {
  let descriptor: number | undefined;
  let length = 0;
  return {
    append(bytes) {
      descriptor ??= openTemporary();
      for (let written = 0; written < bytes.length; ) {
        written += writeSync(descriptor, bytes, written, bytes.length - written, length + written);
      }
      length += bytes.length;
      return length - bytes.length;
    },
    read(offset, size) {
      const bytes = new Uint8Array(size);
      if (descriptor === undefined) throw new Error("invariant: nothing was spilled");
      for (let read = 0; read < size; ) {
        const got = readSync(descriptor, bytes, read, size - read, offset + read);
        if (got === 0) throw new Error("the spill file is shorter than what was written to it");
        read += got;
      }
      return bytes;
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
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    if (process.platform !== "win32") rmSync(folder, { recursive: true, force: true });
  }
}
