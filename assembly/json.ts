import { ESCAPED, found, textEnd } from "./text";
import { skipBlanks } from "./blanks";
import { deep } from "./deep";
import { keep } from "./keep";
import { enter, findKey, FINISHED, GUARD, HALF_MADE, leadsOn, MARK, pathOf, shownBy } from "./places";
import { TEXT } from "./lookups";
import { scalarEnd, scalarKind } from "./scalars";

/** What is deeper is read without going further down the stack. */
const MOST_LEVELS: i32 = 128;
const QUOTE: u8 = 0x22;

let serial: u32 = 0;

/** What the keys of an event have shown: a text or a list where only ECS has one, and the others of `places.ts`. */
let shown: i32 = 0;

/** Before the next event. */
export function unmark(): void {
  shown = 0;
}

/** The event is one that stays as it is. */
export function isMarked(marksAsked: bool): bool {
  return ((shown & MARK) != 0 || !marksAsked) && (shown & (HALF_MADE | FINISHED)) != HALF_MADE;
}

/**
 * Reads the object whose brace is at `at`, exactly as strict as JSON.parse; its end, or 0 where it is none, or cannot
 * be judged here: an equal key twice on the way to a field, a key written with escapes there, far too deep, guarded.
 */
export function object(at: usize, place: i32, level: i32): usize {
  if (level == MOST_LEVELS) return deep(at, place);
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
    if (child >= 0 && level <= 1) {
      const shows = shownBy(child);
      if (shows != 0) shown |= load<u8>(at) == QUOTE || load<u8>(at) == 0x5b ? shows : shows & ~MARK;
    }
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
  const end = scalarEnd(at);
  return end != 0 && keep(place, scalarKind, at, end) ? end : 0;
}

function list(at: usize, place: i32, level: i32): usize {
  if (level == MOST_LEVELS) return deep(at, place);
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
