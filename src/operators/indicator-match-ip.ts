import { parseCidr, parseIp } from "../event/ip.ts";
import type { Key, KeyMaker } from "./indicator-match-key.ts";

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
  const known = createSieve();
  return {
    indicatorKeys: (value) => {
      const block = parseCidr(String(value));
      if (!block) return [];
      const bits = hostBits(block.first, block.last);
      const mapped = isMapped(block.first) && bits <= IPV4_BITS;
      if (bits > 0) (mapped ? narrow : wide).add(bits);
      if (!mapped) return [wideKey(block.first, bits)];
      const key = narrowKey(quadOf(block.first), bits);
      known.add(key);
      return [key];
    },
    eventKeys: (value) => {
      const address = typeof value === "string" ? parseIp(value) : undefined;
      if (address === undefined) return undefined;
      const keys: Key[] = [];
      if (isMapped(address)) {
        const quad = quadOf(address);
        const single = narrowKey(quad, 0);
        if (known.mayHave(single)) keys.push(single);
        for (const bits of narrow) {
          const block = narrowKey(quad, bits);
          if (known.mayHave(block)) keys.push(block);
        }
      } else keys.push(wideKey(address, 0));
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
const narrowKey = (quad: number, bits: HostBits): number => (bits === 0 ? quad | 0 : bits * 2 ** 32 + Math.floor(quad / 2 ** bits));

/** Any other address as itself, any other block below 0. */
const wideKey = (address: bigint, bits: HostBits): Key => {
  const prefix = address >> BigInt(bits);
  return bits === 0 ? prefix : -((prefix << 8n) | BigInt(bits)) - 1n;
};

const SIEVE_BITS = 2 ** 23;
/** The golden ratio's fraction, and another odd constant: they spread neighbouring numbers. */
const SPREAD_LOW = 0x9e37_79b1;
const SPREAD_HIGH = 0x85eb_ca6b;
const SIEVE_SHIFT = 32 - 23;

/** Says quickly, in memory that stays in the cache, that a number was never added; nearly all of an event's were not. */
function createSieve() {
  const words = new Int32Array(SIEVE_BITS / 32);
  const bitOf = (key: number): number =>
    (Math.imul(key | 0, SPREAD_LOW) ^ Math.imul(Math.floor(key / 2 ** 32), SPREAD_HIGH)) >>> SIEVE_SHIFT;
  return {
    add: (key: number): void => {
      const bit = bitOf(key);
      words[bit >>> 5] = (words[bit >>> 5] as number) | (1 << (bit & 31));
    },
    mayHave: (key: number): boolean => {
      const bit = bitOf(key);
      return ((words[bit >>> 5] as number) & (1 << (bit & 31))) !== 0;
    },
  };
}
