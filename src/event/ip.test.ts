import { isIPv6 } from "node:net";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatIp, parseCidr, parseIp, parseIpRange, parseV4Range } from "./ip.ts";

describe("parseIp and formatIp", () => {
  // biome-ignore format: table
  test.each([
    ["1.2.3.4", "1.2.3.4"], ["255.255.255.255", "255.255.255.255"], ["0.0.0.0", "0.0.0.0"],
    ["::", "::"], ["::1", "::1"], ["1::", "1::"], ["2001:DB8::1", "2001:db8::1"],
    ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"], ["2001:0:0:1:0:0:0:1", "2001:0:0:1::1"],
    ["1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"], ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"], ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
    ["::ffff:1.2.3.4", "1.2.3.4"], ["::ffff:102:304", "1.2.3.4"], ["64:ff9b::192.0.2.33", "64:ff9b::c000:221"],
    ["fe80::1%eth0", "fe80::1"],
  ])("%s is %s", (text, canonical) => expect(formatIp(parseIp(text) as bigint)).toBe(canonical));

  // biome-ignore format: table
  test.each([
    "", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.-4", "1.2.3.4 ", "1..2.3", "1.2.3.4%eth0", "a.b.c.d",
    ":", ":::", "1:", ":1", "1::2::3", "12345::", "g::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::8", "fe80::1%",
    "::1.2.3", "1.2.3.4::", "1:2:3:4:5:6:7:1.2.3.4", "::-1", "::1 ",
  ])("%s is none", (text) => expect(parseIp(text)).toBeUndefined());

  test("what is printed reads back", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }), (address) => {
        expect(parseIp(formatIp(address))).toBe(address);
      }),
    );
    fc.assert(
      fc.property(fc.ipV4(), (text) => {
        expect(formatIp(parseIp(text) as bigint)).toBe(text);
      }),
    );
  });

  test("reads the IPv6 addresses that Node.js reads", () => {
    const character = fc.constantFrom(..."0123456789abcdef::::.");
    fc.assert(
      fc.property(fc.oneof(fc.ipV6(), fc.string({ unit: character, maxLength: 24 })), (text) => {
        fc.pre(text.includes(":"));
        expect(parseIp(text) !== undefined).toBe(isIPv6(text));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("parseCidr", () => {
  // biome-ignore format: table
  test.each([
    ["10.6.48.157/8", "10.0.0.0", "10.255.255.255"], ["192.168.1.0/24", "192.168.1.0", "192.168.1.255"], ["1.2.3.4/32", "1.2.3.4", "1.2.3.4"],
    ["0.0.0.0/0", "0.0.0.0", "255.255.255.255"], ["1.2.3.4", "1.2.3.4", "1.2.3.4"],
    ["fe80::/10", "fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff"], ["::1/128", "::1", "::1"],
  ])("%s is %s to %s", (block, first, last) => {
    const range = parseCidr(block) as { first: bigint; last: bigint };
    expect([formatIp(range.first), formatIp(range.last)]).toEqual([first, last]);
  });

  test.each(["10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8x", "/8", "10.0.0/8", "10.0.0.0/8/8"])("%s is none", (block) =>
    expect(parseCidr(block)).toBeUndefined(),
  );

  test("IPv4 blocks hold no other IPv6 addresses", () => {
    const { first, last } = parseCidr("0.0.0.0/0") as { first: bigint; last: bigint };
    const outside = parseIp("::1") as bigint;
    expect(outside < first || outside > last).toBe(true);
  });
});

describe("ranges", () => {
  test.each([
    ["10.0.0.1-10.0.0.9", "10.0.0.1", "10.0.0.9"],
    ["10.0.0.1 - 10.0.0.1", "10.0.0.1", "10.0.0.1"],
    ["fd00::1-fd00::ff", "fd00::1", "fd00::ff"],
    ["::1-10.0.0.1", "::1", "10.0.0.1"],
    ["10.6.48.157/8", "10.0.0.0", "10.255.255.255"],
    ["128.0.0.5/1", "128.0.0.0", "255.255.255.255"],
    ["::1", "::1", "::1"],
  ])("%s is %s to %s", (text, first, last) => {
    const range = parseIpRange(text) as { first: bigint; last: bigint };
    expect([formatIp(range.first), formatIp(range.last)]).toEqual([first, last]);
  });

  test.each(["10.0.0.9-10.0.0.1", "10.0.0.1-", "-10.0.0.1", "10.0.0.1-10.0.0.2-10.0.0.3", "10.0.0.0/8-11.0.0.0/8", "a-b", ""])(
    "%j is none",
    (text) => expect(parseIpRange(text)).toBeUndefined(),
  );

  test("the reader for IPv4 alone reads the same", () => {
    const part = fc.oneof(fc.ipV4(), fc.constantFrom("::1", "1.2.3", "01.2.3.4", " 1.2.3.4 ", ""));
    const text = fc.oneof(
      part,
      fc.tuple(part, fc.nat(40)).map(([a, n]) => `${a}/${n}`),
      fc.tuple(part, part).map(([a, b]) => `${a}-${b}`),
    );
    const mapped = (n: number): bigint => (0xffffn << 32n) | BigInt(n);
    fc.assert(
      fc.property(text, (each) => {
        const short = parseV4Range(each);
        const long = each.includes(":") ? undefined : parseIpRange(each);
        expect(short && { first: mapped(short.first), last: mapped(short.last) }).toEqual(long);
      }),
      { numRuns: 2_000 },
    );
  });
});
