/** The first 96 bits of an IPv4 address in its 128-bit form (`::ffff:a.b.c.d`). */
const MAPPED = 0xffffn << 32n;

/**
 * An address as a 128-bit number, IPv4 in its mapped form, so that addresses of both families compare by value.
 * As Elasticsearch's `ip` field reads them: no leading zeros in a dotted quad, an IPv6 zone (`%eth0`) is dropped.
 */
export function parseIp(text: string): bigint | undefined {
  if (!text.includes(":")) {
    const quad = parseQuad(text, 0, text.length);
    return quad < 0 ? undefined : MAPPED | BigInt(quad);
  }
  return parseV6(text);
}

/** A dotted quad, which is an address's canonical text. */
export const isQuad = (text: string): boolean => parseQuad(text, 0, text.length) >= 0;

/** Canonical text: a dotted quad for mapped addresses, else RFC 5952. */
export function formatIp(address: bigint): string {
  if (address >> 32n === 0xffffn) {
    const quad = Number(address & 0xffffffffn);
    return `${quad >>> 24}.${(quad >>> 16) & 255}.${(quad >>> 8) & 255}.${quad & 255}`;
  }
  const groups = Array.from({ length: 8 }, (_, i) => Number((address >> BigInt(112 - 16 * i)) & 0xffffn));
  const { start, length } = longestZeroRun(groups);
  const hex = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(":");
  if (length < 2) return hex(groups);
  return `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`;
}

/** The inclusive range of a block. Bits past the prefix are ignored (`10.6.48.157/8`); an address alone is a block of one. */
export function parseCidr(text: string): { first: bigint; last: bigint } | undefined {
  const slash = text.indexOf("/");
  const address = parseIp(slash === -1 ? text : text.slice(0, slash));
  if (address === undefined) return undefined;
  if (slash === -1) return { first: address, last: address };
  const width = text.includes(":") ? 128 : 32;
  const prefix = parseDecimal(text, slash + 1, text.length, 3);
  if (prefix < 0 || prefix > width) return undefined;
  const host = (1n << BigInt(width - prefix)) - 1n;
  return { first: address & ~host, last: address | host };
}

/** A block or address as {@link parseCidr} reads them, or a range `first-last`, both ends in it. */
export function parseIpRange(text: string): { first: bigint; last: bigint } | undefined {
  const block = parseCidr(text);
  const dash = text.indexOf("-");
  if (block || dash === -1) return block;
  const first = parseIp(text.slice(0, dash).trim());
  const last = parseIp(text.slice(dash + 1).trim());
  return first !== undefined && last !== undefined && first <= last ? { first, last } : undefined;
}

/** The same of IPv4 alone, as unsigned 32-bit numbers: much faster. Undefined too for what is IPv6 or mixed. */
export function parseV4Range(text: string): { first: number; last: number } | undefined {
  const slash = text.indexOf("/");
  const first = parseQuad(text, 0, slash === -1 ? text.length : slash);
  if (first < 0) return parseV4Dash(text);
  if (slash === -1) return { first, last: first };
  const prefix = parseDecimal(text, slash + 1, text.length, 3);
  if (prefix < 0 || prefix > 32) return undefined;
  const size = 2 ** (32 - prefix);
  const start = first - (first % size);
  return { first: start, last: start + size - 1 };
}

function parseV4Dash(text: string): { first: number; last: number } | undefined {
  const dash = text.indexOf("-");
  if (dash === -1) return undefined;
  const [left, right] = [text.slice(0, dash).trim(), text.slice(dash + 1).trim()];
  const [first, last] = [parseQuad(left, 0, left.length), parseQuad(right, 0, right.length)];
  return first >= 0 && first <= last ? { first, last } : undefined;
}

/** A dotted quad as an unsigned 32-bit number, or -1. */
function parseQuad(text: string, start: number, end: number): number {
  let quad = 0;
  let from = start;
  for (let part = 0; part < 4; part++) {
    const dot = part === 3 ? end : text.indexOf(".", from);
    if (dot === -1 || dot > end) return -1;
    const octet = parseDecimal(text, from, dot, 3);
    if (octet < 0 || octet > 255 || (dot - from > 1 && text.charCodeAt(from) === 0x30)) return -1;
    quad = quad * 256 + octet;
    from = dot + 1;
  }
  return quad;
}

function parseDecimal(text: string, start: number, end: number, maxDigits: number): number {
  if (end <= start || end - start > maxDigits) return -1;
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** The groups of the address at hand, and where they are put together. */
const GROUPS = new Uint16Array(8);
const WHOLE = new DataView(new ArrayBuffer(16));

function parseV6(text: string): bigint | undefined {
  const percent = text.indexOf("%");
  if (percent === text.length - 1) return undefined;
  const end = percent === -1 ? text.length : percent;
  let count = 0;
  let gap = -1;
  let at = 0;
  if (text.charCodeAt(0) === COLON) {
    if (text.charCodeAt(1) !== COLON) return undefined;
    gap = 0;
    at = 2;
  }
  while (at < end) {
    const stop = hexEnd(text, at, end);
    if (stop < end && text.charCodeAt(stop) === DOT) {
      const quad = parseQuad(text, at, end);
      if (quad < 0 || count > 6) return undefined;
      GROUPS[count++] = Math.floor(quad / 65_536);
      GROUPS[count++] = quad % 65_536;
      break;
    }
    if (stop === at || stop - at > 4 || count === 8) return undefined;
    GROUPS[count++] = parseHex(text, at, stop);
    if (stop === end) break;
    if (text.charCodeAt(stop) !== COLON || stop + 1 === end) return undefined;
    at = stop + 1;
    if (text.charCodeAt(at) !== COLON) continue;
    if (gap !== -1) return undefined;
    gap = count;
    at++;
  }
  return gap === -1 ? (count === 8 ? join(count, count) : undefined) : count < 8 ? join(gap, count) : undefined;
}

const COLON = 0x3a;
const DOT = 0x2e;

/** Where the hexadecimal digits end, of which at most five are looked at. */
function hexEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && at - from < 5 && hexDigit(text.charCodeAt(at)) >= 0) at++;
  return at;
}

function hexDigit(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
  const letter = unit | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

function parseHex(text: string, from: number, end: number): number {
  let value = 0;
  for (let i = from; i < end; i++) value = value * 16 + hexDigit(text.charCodeAt(i));
  return value;
}

/** So many groups, with a gap of zeros before the `gap`-th. */
function join(gap: number, count: number): bigint {
  const zeros = 8 - count;
  for (let i = 0; i < 8; i++) {
    const group = i < gap ? (GROUPS[i] as number) : i < gap + zeros ? 0 : (GROUPS[i - zeros] as number);
    WHOLE.setUint16(2 * i, group);
  }
  return (WHOLE.getBigUint64(0) << 64n) | WHOLE.getBigUint64(8);
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let i = 0; i < groups.length; i++) {
    let length = 0;
    while (groups[i + length] === 0) length++;
    if (length > best.length) best = { start: i, length };
    i += length;
  }
  return best;
}
