import { type FileHandle, open, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { inputFault } from "./fault.ts";

export interface Spooled {
  readonly handle: FileHandle;
  readonly size: number;
}

/**
 * Copies a stream to a temporary file that is already unlinked (where the system allows it) and only readable by us.
 * The caller closes the handle.
 * @throws an input fault past `limit` bytes, or the operating system's error
 */
export async function spool(blocks: AsyncIterable<Buffer>, limit: number): Promise<Spooled> {
  const path = join(tmpdir(), `tocsin-${randomUUID()}`);
  const handle = await open(path, "wx+", 0o600);
  await unlink(path).catch(() => undefined);
  try {
    let size = 0;
    for await (const block of blocks) {
      size += block.length;
      if (size > limit) throw inputFault("T7011", `the archive inside is larger than ${limit} bytes`);
      await handle.write(block, 0, block.length);
    }
    return { handle, size };
  } catch (error) {
    await handle.close();
    throw error;
  }
}
