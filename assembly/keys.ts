import { FLAGS, NUMBER, TEXT } from "./lookups";
import { onlyValue } from "./tape";
import { hashOf, mix } from "./hash";
import { hexUnit, unescape } from "./text";

/** What the value of a key is hashed as: a text, a whole number, an address of IPv4. */
const WHOLE: i32 = 1;
const ADDRESS: i32 = 2;

/** Whole numbers of more digits may be read as one of their neighbours. */
const MOST_DIGITS: usize = 15;

const PRIME: u32 = 0x01000193;

/**
 * Adds the value of a path to the hash of a key (FNV-1a over UTF-16): equal keys have equal hashes. 0 where that cannot be
 * promised: the path has not one value of the kind, or it is an address that can be written in several ways.
 */
export function hashKey(path: i32, seed: u32, kind: i32): u32 {
  const entry = onlyValue(path);
  if (entry <= 1) return 0;
  const written = load<i32>(entry);
  const from = load<u32>(entry + 4) as usize;
  const to = load<u32>(entry + 8) as usize;
  if (kind == WHOLE) return written == NUMBER ? hashWhole(from, to, seed) : 0;
  if (written > FLAGS || (kind == ADDRESS && (written != TEXT || !isAddress(from, to)))) return 0;
  return written == TEXT ? hashBytes(from, to, seed) : hashUnits(from, to, seed);
}

function hashWhole(from: usize, to: usize, seed: u32): u32 {
  if (to - from > MOST_DIGITS) return 0;
  for (let at = from; at < to; at++) if (load<u8>(at) - 0x30 > 9) return 0;
  return hashBytes(from, to, seed);
}

function hashBytes(from: usize, to: usize, seed: u32): u32 {
  let hash = seed;
  for (let at = from; at < to; at++) hash = (hash ^ (load<u8>(at) as u32)) * PRIME;
  return hash == 0 ? 1 : hash;
}

/** Of a text with escapes or other characters than ASCII; 0 where it is no UTF-8. */
function hashUnits(from: usize, to: usize, seed: u32): u32 {
  let hash = seed;
  for (let at = from; at < to; ) {
    const byte = load<u8>(at);
    if (byte < 0x80) {
      let unit = byte as u32;
      at++;
      if (byte == 0x5c) {
        const escape = load<u8>(at);
        unit = escape == 0x75 ? (hexUnit(at + 1) as u32) : (unescape(escape) as u32);
        at += escape == 0x75 ? 5 : 1;
      }
      hash = (hash ^ unit) * PRIME;
      continue;
    }
    const point = codePoint(at);
    if (point == 0) return 0;
    at += point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (point < 0x10000) hash = (hash ^ point) * PRIME;
    else {
      hash = (hash ^ (0xd7c0 + (point >> 10))) * PRIME;
      hash = (hash ^ (0xdc00 | (point & 0x3ff))) * PRIME;
    }
  }
  return hash == 0 ? 1 : hash;
}

/** Of several bytes; 0 where they are no UTF-8. What stands behind a text is its quote, which is no part of a character. */
function codePoint(at: usize): u32 {
  const lead = load<u8>(at) as u32;
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (length == 0) return 0;
  let point = lead & (0x7f >> length);
  for (let i: usize = 1; i < (length as usize); i++) {
    const byte = load<u8>(at + i) as u32;
    if ((byte & 0xc0) != 0x80) return 0;
    point = (point << 6) | (byte & 0x3f);
  }
  if (length == 3 && (point < 0x800 || (point >= 0xd800 && point < 0xe000))) return 0;
  return length == 4 && (point < 0x10000 || point > 0x10ffff) ? 0 : point;
}

/** Four decimal numbers of a byte each, without leading zeros: the one way to write an address of IPv4 with digits and dots. */
export function isAddress(from: usize, to: usize): bool {
  let parts = 0;
  let at = from;
  while (true) {
    const start = at;
    let part = 0;
    while (at < to && load<u8>(at) - 0x30 < 10 && at - start < 4) part = part * 10 + ((load<u8>(at++) - 0x30) as i32);
    const digits = at - start;
    if (digits == 0 || part > 255 || (digits > 1 && load<u8>(start) == 0x30)) return false;
    parts++;
    if (at == to) return parts == 4;
    if (load<u8>(at++) != 0x2e) return false;
  }
}

/** Tells whether bytes are those that they were. Four runs of words are mixed side by side, since each step waits for the one before. */
export function digest(at: usize, length: i32): u32 {
  const end = at + ((length & ~31) as usize);
  let a: u64 = 2;
  let b: u64 = 3;
  let c: u64 = 5;
  let d: u64 = 7;
  for (; at < end; at += 32) {
    a = mix(a, load<u64>(at));
    b = mix(b, load<u64>(at + 8));
    c = mix(c, load<u64>(at + 16));
    d = mix(d, load<u64>(at + 24));
  }
  return hashOf(at, length & 31, mix(mix(mix(a, b), c), d) ^ (length as u64)) as u32;
}
