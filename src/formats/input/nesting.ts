const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** `{` and `[` differ from each other, and from nothing else, in this bit. */
const BRACKET_BIT = 0x20;
const OPENING = 0x5b;
const CLOSING = 0x5d;

/**
 * Whether JSON text holds objects and lists more than `limit` levels inside one another. Costs nothing for records
 * too short for that; a longer one is looked at four bytes at a time until enough brackets were seen.
 */
export function nestsDeeperThan(limit: number, bytes: Buffer, from: number, to: number): boolean {
  if (to - from < 2 * limit) return false;
  return wordsWithBracket(bytes, from, to) * 4 + 6 > limit && deepestLevel(bytes, from, to, limit) > limit;
}

/** How many aligned words of four bytes hold an opening bracket (in a text or not). At most 6 bytes at the edges are not looked at. */
function wordsWithBracket(bytes: Buffer, from: number, to: number): number {
  const words = new Int32Array(bytes.buffer, 0, bytes.buffer.byteLength >> 2);
  const end = (bytes.byteOffset + to) >> 2;
  let count = 0;
  for (let i = (bytes.byteOffset + from + 3) >> 2; i < end; i++) {
    // A byte of `rest` is zero where the text has `[` or `{`; the classic test for a zero byte follows.
    const rest = ((words[i] as number) & 0xdfdfdfdf) ^ 0x5b5b5b5b;
    if (((rest - 0x01010101) & ~rest & 0x80808080) !== 0) count++;
  }
  return count;
}

function deepestLevel(bytes: Buffer, from: number, to: number, limit: number): number {
  let depth = 0;
  let deepest = 0;
  for (let i = from; i < to && deepest <= limit; i++) {
    const byte = bytes[i] as number;
    if (byte === QUOTE) i = endOfText(bytes, i + 1, to);
    else if ((byte & ~BRACKET_BIT) === OPENING) deepest = Math.max(deepest, ++depth);
    else if ((byte & ~BRACKET_BIT) === CLOSING) depth--;
  }
  return deepest;
}

/** The place of the quote that ends a text, or `to`. */
function endOfText(bytes: Buffer, from: number, to: number): number {
  let i = from;
  for (; i < to && bytes[i] !== QUOTE; i++) if (bytes[i] === BACKSLASH) i++;
  return i;
}
