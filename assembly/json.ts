import { ESCAPED, found, textEnd } from "./text";
import { enter, findKey, GUARD, isMark, leadsOn, NO_PATH, pathOf } from "./places";
import { FALSE, NULL, NUMBER, TEXT, TRUE } from "./lookups";
import { addValue } from "./tape";

/** Deeper lines are not judged here. */
const MOST_LEVELS: i32 = 128;
const QUOTE: u8 = 0x22;

let serial: u32 = 0;

/** The event has a text or a list where only ECS has one. Reset by whoever reads the next. */
export let marked: bool = false;

export function unmark(): void {
  marked = false;
}

export function skipBlanks(at: usize): usize {
  let byte = load<u8>(at);
  while (byte <= 0x20 && (byte == 0x20 || byte == 0x0d || byte == 0x09)) byte = load<u8>(++at);
  return at;
}

/**
 * Reads the object whose brace is at `at`, exactly as strict as JSON.parse; its end, or 0 where it is none, or cannot
 * be judged here: an equal key twice on the way to a field, a key written with escapes there, too deep, guarded.
 */
export function object(at: usize, place: i32, level: i32): usize {
  if (level == MOST_LEVELS) return 0;
  at = skipBlanks(at + 1);
  if (load<u8>(at) == 0x7d) return at + 1;
  const own = ++serial;
  const known = place >= 0 && leadsOn(place);
  while (true) {
    if (load<u8>(at) != QUOTE) return 0;
    const key = at + 1;
    const end = textEnd(key);
    if (end == 0) return 0;
    let child = -1;
    if (known) {
      if ((found & ESCAPED) != 0) return 0;
      child = findKey(place, key, (end - key) as i32);
      if (child >= 0 && (!enter(child, own) || pathOf(child) == GUARD)) return 0;
    }
    at = skipBlanks(end + 1);
    if (load<u8>(at) != 0x3a) return 0;
    at = skipBlanks(at + 1);
    if (child >= 0 && level <= 1 && isMark(child)) marked = marked || load<u8>(at) == QUOTE || load<u8>(at) == 0x5b;
    at = value(at, child, level);
    if (at == 0) return 0;
    at = skipBlanks(at);
    const byte = load<u8>(at);
    if (byte == 0x7d) return at + 1;
    if (byte != 0x2c) return 0;
    at = skipBlanks(at + 1);
  }
}

function value(at: usize, place: i32, level: i32): usize {
  const byte = load<u8>(at);
  if (byte == QUOTE) {
    const end = textEnd(at + 1);
    if (end == 0) return 0;
    return keep(place, TEXT | found, at + 1, end) ? end + 1 : 0;
  }
  if (byte == 0x7b) return object(at, place, level + 1);
  if (byte == 0x5b) return list(at, place, level + 1);
  if (byte == 0x74) return load<u32>(at) == 0x65757274 && keep(place, TRUE, at, at + 4) ? at + 4 : 0;
  if (byte == 0x66) return load<u32>(at + 1) == 0x65736c61 && keep(place, FALSE, at, at + 5) ? at + 5 : 0;
  if (byte == 0x6e) return load<u32>(at) == 0x6c6c756e && keep(place, NULL, at, at + 4) ? at + 4 : 0;
  const end = numberEnd(at);
  return end != 0 && keep(place, NUMBER, at, end) ? end : 0;
}

function keep(place: i32, kind: i32, from: usize, to: usize): bool {
  if (place < 0) return true;
  const path = pathOf(place);
  return path == NO_PATH || addValue(path, kind, from, to);
}

function list(at: usize, place: i32, level: i32): usize {
  if (level == MOST_LEVELS) return 0;
  at = skipBlanks(at + 1);
  if (load<u8>(at) == 0x5d) return at + 1;
  while (true) {
    at = value(at, place, level);
    if (at == 0) return 0;
    at = skipBlanks(at);
    const byte = load<u8>(at);
    if (byte == 0x5d) return at + 1;
    if (byte != 0x2c) return 0;
    at = skipBlanks(at + 1);
  }
}

function isDigit(byte: u8): bool {
  return byte - 0x30 < 10;
}

function digitsEnd(at: usize): usize {
  if (!isDigit(load<u8>(at))) return 0;
  do at++;
  while (isDigit(load<u8>(at)));
  return at;
}

function numberEnd(at: usize): usize {
  if (load<u8>(at) == 0x2d) at++;
  if (load<u8>(at) == 0x30) at++;
  else {
    at = digitsEnd(at);
    if (at == 0) return 0;
  }
  if (load<u8>(at) == 0x2e) {
    at = digitsEnd(at + 1);
    if (at == 0) return 0;
  }
  if ((load<u8>(at) | 0x20) == 0x65) {
    const sign = load<u8>(at + 1);
    at = digitsEnd(sign == 0x2b || sign == 0x2d ? at + 2 : at + 1);
  }
  return at;
}
