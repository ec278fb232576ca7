import type { Transform } from "node:stream";
import { brokenContainer } from "./fault.ts";

/** Compressed bytes given to a decoder at a time. What such a slice held is lost when damage is found in it. */
const SLICE_BYTES = 64 * 1024;

/** Options for the decoders of node:zlib. A high-water mark of 1 makes them wait until each chunk is taken. */
export const DECODER_OPTIONS = { chunkSize: 256 * 1024, readableHighWaterMark: 1 } as const;

/**
 * Sends blocks through a decoder of node:zlib. The decoder works one chunk ahead in its own thread, never more, and
 * everything that it made before a fault is handed on before the fault is thrown.
 * @throws an input fault where the compressed bytes are cut off or damaged, and whatever `blocks` throws
 */
export async function* decode(decoder: Transform, blocks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const feeder = createFeeder(decoder, blocks);
  const feeding = feeder.run();
  try {
    for await (const chunk of decoder) yield chunk as Buffer;
  } catch (error) {
    throw feeder.sourceError() ?? decoderFault(error);
  } finally {
    decoder.destroy();
    await feeding;
  }
}

interface Feeder {
  /** Resolves when all blocks are fed or the decoder is closed; never rejects. */
  run(): Promise<void>;
  /** What `blocks` threw; the decoder is destroyed with it. */
  sourceError(): unknown;
}

function createFeeder(decoder: Transform, blocks: AsyncIterable<Buffer>): Feeder {
  let failure: unknown;
  let release = (): void => undefined;
  decoder.once("close", () => release());
  decoder.on("error", () => undefined);

  const write = (slice: Buffer): Promise<void> =>
    new Promise((resolve) => {
      release = resolve;
      decoder.write(slice, () => resolve());
    });

  const feed = async (): Promise<void> => {
    for await (const block of blocks) {
      for (let from = 0; from < block.length; from += SLICE_BYTES) {
        await write(block.subarray(from, from + SLICE_BYTES));
        if (decoder.destroyed) return;
      }
    }
    decoder.end();
  };

  return {
    run: () =>
      feed().catch((error: unknown) => {
        failure = error;
        decoder.destroy(error instanceof Error ? error : new Error("reading failed"));
      }),
    sourceError: () => failure,
  };
}

/** The decoder's own complaint, in our words where it is a common one. Errors that are not about the bytes go through. */
function decoderFault(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code = "" } = error as NodeJS.ErrnoException;
  if (code === "Z_BUF_ERROR") return brokenContainer("the compressed stream ends too early");
  if (code.startsWith("Z_") || code.startsWith("ZSTD_")) return brokenContainer(`the compressed stream is damaged (${error.message})`);
  return error;
}
