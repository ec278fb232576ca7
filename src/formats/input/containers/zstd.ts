import { createZstdDecompress } from "node:zlib";
import type { Container } from "../container.ts";
import { DECODER_OPTIONS, decode } from "../decoder.ts";

const FRAME = 0xfd2fb528;
/** The 16 magic numbers of frames that hold no data, which parallel compressors put first. */
const SKIPPABLE = 0x184d2a50;

/** Zstandard (RFC 8878), of one or several frames. Windows of up to 128 MiB, as the format's tools allow by default. */
export const zstd: Container = {
  name: "zstd",
  title: "Zstandard",
  sniff(head) {
    if (head.length < 4) return false;
    const magic = head.readUInt32LE(0);
    return magic === FRAME || magic >>> 4 === SKIPPABLE >>> 4;
  },
  async *open(source) {
    yield { source: { blocks: decode(createZstdDecompress(DECODER_OPTIONS), source.blocks) } };
  },
};
