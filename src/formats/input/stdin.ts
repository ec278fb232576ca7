import type { ByteSource } from "./byte-source.ts";
import type { OnBytes } from "./file.ts";

/** Standard input, or what stands in for it, as a source of bytes. */
export const stdinSource = (stdin: AsyncIterable<Uint8Array | string>, onBytes: OnBytes): ByteSource => ({
  blocks: readChunks(stdin, onBytes),
});

async function* readChunks(chunks: AsyncIterable<Uint8Array | string>, onBytes: OnBytes): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    const block = typeof chunk === "string" ? Buffer.from(chunk) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    onBytes(block.length);
    if (block.length > 0) yield block;
  }
}
