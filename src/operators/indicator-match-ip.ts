import { parseCidr, parseIp } from "../event/ip.ts";
import type { Key, KeyMaker } from "./indicator-match-keys.ts";

const LOW_32 = 0xffff_ffffn;
const IPV4_BITS = 32;

/** Bits of an address below a block's prefix; 0 for a single address. */
type HostBits = number;

/**
 * Addresses and CIDR blocks on an ip field. A block is the hash of its prefix; an address has a key for every prefix
 * length that some block has, at most 161 and usually a few, so a look-up never walks over blocks.
 */
export function ipKeys(): KeyMaker {
  const narrow = new Set<HostBits>();
  const wide = new Set<HostBits>();
  return {
    indicatorKeys: (value) => {
      const block = parseCidr(String(value));
      if (!block) return [];
      const bits = hostBits(block.first, block.last);
      const mapped = isMapped(block.first) && bits <= IPV4_BITS;
      if (bits > 0) (mapped ? narrow : wide).add(bits);
      return [mapped ? narrowKey(quadOf(block.first), bits) : wideKey(block.first, bits)];
    },
    eventKeys: (value) => {
      const address = typeof value === "string" ? parseIp(value) : undefined;
      if (address === undefined) return undefined;
      const mapped = isMapped(address);
      const quad = mapped ? quadOf(address) : 0;
      const single = mapped ? narrowKey(quad, 0) : wideKey(address, 0);
      if (wide.size === 0 && (!mapped || narrow.size === 0)) return single;
      const keys: Key[] = [single];
      if (mapped) for (const bits of narrow) keys.push(narrowKey(quad, bits));
      for (const bits of wide) keys.push(wideKey(address, bits));
      return keys;
    },
  };
}

const isMapped = (address: bigint): boolean => address >> 32n === 0xffffn;
const quadOf = (address: bigint): number => Number(address & LOW_32);

function hostBits(first: bigint, last: bigint): HostBits {
  const host = first ^ last;
  return host === 0n ? 0 : host.toString(2).length;
}

/** An IPv4 address as a small integer, a block of them as a number past 2^32: neither can be the other. */
const narrowKey = (quad: number, bits: HostBits): Key => (bits === 0 ? quad | 0 : bits * 2 ** 32 + Math.floor(quad / 2 ** bits));

/** Any other address as itself, any other block below 0. */
const wideKey = (address: bigint, bits: HostBits): Key => {
  const prefix = address >> BigInt(bits);
  return bits === 0 ? prefix : -((prefix << 8n) | BigInt(bits)) - 1n;
};
