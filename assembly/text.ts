import { allocate } from "./memory";

/** What a scan of a JSON text found in it. */
export const ESCAPED: i32 = 1;
export const NOT_ASCII: i32 = 2;
export let found: i32 = 0;

const QUOTE: u8 = 0x22;
const BACKSLASH: u8 = 0x5c;

/** The closing quote of the text whose first byte is at `at`; 0 where it is no text as JSON has it. */
export function textEnd(at: usize): usize {
  const quote = i8x16.splat(QUOTE as i8);
  const backslash = i8x16.splat(BACKSLASH as i8);
  const space = i8x16.splat(0x20);
  let flags = 0;
  while (true) {
    const bytes = v128.load(at);
    const stops = v128.or(v128.or(i8x16.eq(bytes, quote), i8x16.eq(bytes, backslash)), i8x16.lt_u(bytes, space));
    const high = i8x16.bitmask(bytes);
    const stop = i8x16.bitmask(stops);
    if (stop == 0) {
      if (high != 0) flags |= NOT_ASCII;
      at += 16;
      continue;
    }
    const first = ctz<i32>(stop);
    if ((high & ((1 << first) - 1)) != 0) flags |= NOT_ASCII;
    at += first as usize;
    const byte = load<u8>(at);
    if (byte == QUOTE) {
      found = flags;
      return at;
    }
    if (byte != BACKSLASH) return 0;
    flags |= ESCAPED;
    const escape = load<u8>(at + 1);
    if (escape == BACKSLASH || escape == QUOTE) at += 2;
    else if (escape == 0x75) {
      for (let i: usize = 2; i < 6; i++) if (hexDigit(load<u8>(at + i)) < 0) return 0;
      at += 6;
    } else if (unescape(escape) != 0) at += 2;
    else return 0;
  }
}

/** The character that a letter behind a backslash stands for; 0: none. */
export function unescape(escape: u8): u8 {
  switch (escape) {
    case 0x22:
    case 0x5c:
    case 0x2f:
      return escape;
    case 0x62:
      return 8;
    case 0x66:
      return 12;
    case 0x6e:
      return 10;
    case 0x72:
      return 13;
    case 0x74:
      return 9;
    default:
      return 0;
  }
}

function hexDigit(byte: u8): i32 {
  if (byte >= 0x30 && byte <= 0x39) return (byte - 0x30) as i32;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? ((lower - 0x57) as i32) : -1;
}

/** The unit that four hexadecimal digits stand for. */
export function hexUnit(at: usize): i32 {
  return (
    (hexDigit(load<u8>(at)) << 12) | (hexDigit(load<u8>(at + 1)) << 8) | (hexDigit(load<u8>(at + 2)) << 4) | hexDigit(load<u8>(at + 3))
  );
}

const BEGIN: u8 = 2;
const END: u8 = 3;
/** The most texts of one line that are written out, each in two forms. */
export const MOST_TEXTS: i32 = 8192;
/** What a text takes besides its characters. */
const MARGIN: usize = 48;
let room: usize = 0;
let top: usize = 0;
let buffer: usize = 0;

/** Room for the texts of lines of at most so many bytes. */
export function layText(longest: i32): void {
  room = allocate((((longest as usize) + (MOST_TEXTS as usize) * MARGIN) << 1) + MARGIN) + 16;
  top = room;
}

/** The texts that were written out are no longer asked for. */
export function beginTexts(): void {
  top = room;
}

/** Where {@link writeOut} put its text: between the marks of begin and end. */
export function written(): usize {
  return buffer;
}

function lower(bytes: v128, bit: v128): v128 {
  const upper = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x41)), i8x16.splat(26));
  return v128.or(bytes, v128.and(upper, bit));
}

function lowerByte(byte: u8, bit: u8): u8 {
  return byte - 0x41 < 26 ? byte | bit : byte;
}

/** Writes a text's characters, with A–Z in lower case if `fold`; its length, or -1 where it is not all ASCII. */
export function writeOut(from: usize, to: usize, flags: i32, fold: bool): i32 {
  if ((flags & NOT_ASCII) != 0) return -1;
  buffer = (top + 16) & ~15;
  let out = buffer;
  const bit: u8 = fold ? 0x20 : 0;
  const bits = i8x16.splat(bit as i8);
  if ((flags & ESCAPED) == 0) {
    for (let at = from; at < to; at += 16) {
      v128.store(out, lower(v128.load(at), bits));
      out += 16;
    }
    return close((to - from) as i32);
  }
  const backslash = i8x16.splat(BACKSLASH as i8);
  let at = from;
  while (at < to) {
    const bytes = v128.load(at);
    v128.store(out, lower(bytes, bits));
    const stop = i8x16.bitmask(i8x16.eq(bytes, backslash));
    const plain = stop == 0 ? (16 as usize) : (ctz<i32>(stop) as usize);
    if (at + plain >= to) {
      out += to - at;
      break;
    }
    at += plain;
    out += plain;
    if (stop == 0) continue;
    const escape = load<u8>(at + 1);
    if (escape == 0x75) {
      const unit = hexUnit(at + 2);
      if (unit > 0x7f) return -1;
      store<u8>(out, lowerByte(unit as u8, bit));
      at += 6;
    } else {
      store<u8>(out, unescape(escape));
      at += 2;
    }
    out++;
  }
  return close((out - buffer) as i32);
}

function close(length: i32): i32 {
  store<u8>(buffer - 1, BEGIN);
  store<u8>(buffer + (length as usize), END);
  top = buffer + (length as usize) + 1;
  return length;
}
