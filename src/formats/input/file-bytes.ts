import { closeSync, openSync, readSync } from "node:fs";
import type { LaterBytes } from "../../event/line-block.ts";

/** Reads pieces of a file after it was read through. It is opened for each: few are read, and files may be many. */
export const fileBytes = (path: string): LaterBytes => ({
  read(offset, length) {
    const bytes = Buffer.allocUnsafe(length);
    const file = openSync(path, "r");
    try {
      for (let done = 0; done < length; ) {
        const got = readSync(file, bytes, done, length - done, offset + done);
        if (got === 0) return bytes.subarray(0, done);
        done += got;
      }
    } finally {
      closeSync(file);
    }
    return bytes;
  },
});
