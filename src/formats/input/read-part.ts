import { readSync } from "node:fs";
import type { FilePart } from "../../event/line-block.ts";

/**
 * Reads a part of a file whole.
 * @param file its path, for the fault
 * @throws where the file is shorter by now
 */
export function readPart({ descriptor, offset, length }: FilePart, into: Uint8Array, file: string): void {
  for (let done = 0; done < length; ) {
    const got = readSync(descriptor, into, done, length - done, offset + done);
    if (got === 0) throw new Error(`${file} was changed while it was read: it is no longer ${offset + length} bytes long`);
    done += got;
  }
}
