import { closeSync, openSync, readSync } from "node:fs";
import type { LaterBytes } from "../../event/line-block.ts";

/** So much is read at once: what is asked for lies in order, and often close together. */
const WINDOW_BYTES = 256 * 1024;

/** What was read last, of any file. */
let window: { readonly path: string; readonly offset: number; readonly bytes: Buffer } | undefined;

/** Reads pieces of a file after it was read through. No file is kept open: there may be many. */
export const fileBytes = (path: string): LaterBytes => ({
  read(offset, length) {
    const known = window?.path === path && window.offset <= offset && offset + length <= window.offset + window.bytes.length;
    if (!known) window = { path, offset, bytes: readPiece(path, offset, Math.max(length, WINDOW_BYTES)) };
    const start = offset - (window?.offset ?? 0);
    return window?.bytes.subarray(start, start + length) ?? Buffer.alloc(0);
  },
});

/** Fewer bytes than asked for where the file ends. */
function readPiece(path: string, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  const file = openSync(path, "r");
  try {
    let done = 0;
    for (let got = -1; got !== 0 && done < length; done += got) got = readSync(file, bytes, done, length - done, offset + done);
    return bytes.subarray(0, done);
  } finally {
    closeSync(file);
  }
}
