import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatIp, parseIp, parseIpRange } from "../event/ip.ts";
import { compileIpRanges } from "./ip-ranges.ts";

const BASES = ["10.0.0.0", "10.0.1.0", "255.255.255.240", "0.0.0.0", "::", "::fffe:ffff:fff0", "::1:0:0:0", "2001:db8::"].map(
  (text) => parseIp(text) as bigint,
);
const LAST = (1n << 128n) - 1n;

/** Addresses close to each other, and to the borders between IPv4 and IPv6. */
const address = fc.tuple(fc.constantFrom(...BASES), fc.integer({ min: -20, max: 20 })).map(([base, step]) => {
  const moved = base + BigInt(step);
  return moved < 0n ? 0n : moved > LAST ? LAST : moved;
});

const block = fc.oneof(
  address.map(formatIp),
  fc.tuple(address, address).map(([a, b]) => (a < b ? `${formatIp(a)}-${formatIp(b)}` : `${formatIp(b)}-${formatIp(a)}`)),
  fc.tuple(address, address).map(([a, b]) => (a < b ? `${formatIp(a)} - ${formatIp(b)}` : formatIp(a))),
  fc.tuple(address.map(formatIp), fc.nat(12)).map(([text, bits]) => `${text}/${(text.includes(":") ? 128 : 32) - bits}`),
  fc.constantFrom("::/0", "0.0.0.0/0", "::ffff:0:0/96", "::ffff:10.0.0.0/120"),
);

describe("ranges of addresses", () => {
  test("many hold what one of them does", () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 20 }), fc.array(address, { minLength: 1, maxLength: 20 }), (blocks, addresses) => {
        const lies = compileIpRanges(blocks);
        for (const each of addresses) {
          const expected = blocks.some((text) => {
            const range = parseIpRange(text);
            return range !== undefined && range.first <= each && each <= range.last;
          });
          expect(lies(each), `${formatIp(each)} in ${blocks.join(" ")}`).toBe(expected);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test("a hundred thousand are searched, not walked", () => {
    const blocks = Array.from({ length: 100_000 }, (_, i) => `10.${(i >> 14) & 255}.${(i >> 6) & 255}.${(i & 63) * 4}/31`);
    const lies = compileIpRanges(blocks);
    const begin = performance.now();
    let held = 0;
    for (let i = 0; i < 100_000; i++) if (lies(0xffff0a000000n + BigInt(i * 4))) held++;
    expect(held).toBe(100_000);
    expect(performance.now() - begin).toBeLessThan(3_000);
    expect(lies(0xffff0a000002n)).toBe(false);
  });

  test("a block that is none is our own fault", () => {
    expect(() => compileIpRanges(["10.0.0.0/33"])).toThrow("10.0.0.0/33");
    expect(() => compileIpRanges(Array.from({ length: 20 }, () => "x"))).toThrow("faulty");
  });
});
