import { createGunzip } from "node:zlib";
import type { Container } from "../container.ts";
import { DECODER_OPTIONS, decode } from "../decoder.ts";

/** gzip (RFC 1952), of one or several members one after the other. */
export const gzip: Container = {
  name: "gzip",
  title: "gzip",
  sniff: (head) => head[0] === 0x1f && head[1] === 0x8b && head[2] === 8,
  async *open(source) {
    yield { source: { blocks: decode(createGunzip(DECODER_OPTIONS), source.blocks) } };
  },
};
