import { textLength, textOf } from "./forms";
import { sameBytes } from "./hash";
import { FALSE as FALSE_VALUE, NULL, NUMBER, TEXT, TRUE as TRUE_VALUE } from "./lookups";
import { addressOf, numberOf, readAddress, readNumber } from "./numbers";
import { fits } from "./patterns";
import { knownTextOf } from "./judging";
import { MOST_SAID, NOT_SAID, saidOf, say } from "./known-texts";
import { endOf, firstValue, kindOf, startOf, valueAfter } from "./tape";
import { FALSE, TRUE, UNKNOWN } from "./trial";

/**
 * Tests of one field. Each begins with its path and its number among those of the path (16 bits each), and the most
 * characters that a text of the field may have; then come its traits, and what it asks for.
 */
const EXISTS: i32 = 4;
const TEXTS: i32 = 5;
const NUMBERS: i32 = 6;
const BOOLEANS: i32 = 7;
const ADDRESSES: i32 = 8;
/** Of a field that only the parsed event can be asked about: without a value it does not pass. */
const VALUED: i32 = 9;
/** One value, or one that is repeated. */
const SINGLE: i32 = 10;
const NUMBER_OF_PATH: usize = 2;
const LONGEST: usize = 4;
const TRAITS: usize = 8;
const ASKED: usize = 12;

/** Of texts: A–Z stand for a–z; numbers and booleans are none; those that do not pass are told, others are not. Of numbers: they lose their fractions. */
const FOLDS: i32 = 1;
const TEXTS_ONLY: i32 = 2;
const LOOSE: i32 = 4;
const WHOLE: i32 = 1;

/** Any value passes. One that cannot be read from its bytes leaves it open where no other passes. */
export function clauseHolds(kind: i32, clause: usize, graph: usize): i32 {
  if (kind == SINGLE) return isSingle(clause);
  let verdict = FALSE;
  const longest = load<u32>(clause + LONGEST);
  const traits = load<i32>(clause + TRAITS);
  const ofPath = load<u16>(clause + NUMBER_OF_PATH) as i32;
  for (let next = firstValue(load<u16>(clause) as i32); next != 0; next = valueAfter(next - 1)) {
    const value = next - 1;
    const written = kindOf(value);
    if (written == NULL) continue;
    const known = ofPath < MOST_SAID ? knownTextOf(value) : 0;
    let one = known == 0 ? NOT_SAID : saidOf(known, ofPath);
    if (one == NOT_SAID) {
      one = valueHolds(kind, clause, graph, value, written, longest, traits);
      if (known != 0) say(known, ofPath, one);
    }
    if (one == TRUE) return TRUE;
    if (one == UNKNOWN) verdict = UNKNOWN;
  }
  return verdict;
}

function valueHolds(kind: i32, clause: usize, graph: usize, value: i32, written: i32, longest: u32, traits: i32): i32 {
  const from = startOf(value);
  const to = endOf(value);
  if (written < NUMBER && ((to - from) as u32) > longest) {
    const allowed = lengthAllows(value, written, from, to, longest);
    if (allowed != TRUE) return allowed;
  }
  switch (kind) {
    case TEXTS:
      return textHolds(clause, graph, value, written, from, to, traits);
    case NUMBERS:
      return numberHolds(clause, written, from, to, (traits & WHOLE) != 0);
    case BOOLEANS:
      return written == TRUE_VALUE || written == FALSE_VALUE ? booleanHolds(clause, written) : UNKNOWN;
    case ADDRESSES:
      return addressHolds(clause, written, from, to);
    case VALUED:
      return UNKNOWN;
    default:
      return TRUE;
  }
}

/** Texts are told apart by their bytes where these have no escapes and are ASCII. */
function isSingle(clause: usize): i32 {
  const longest = load<u32>(clause + LONGEST);
  let first = -1;
  let verdict = FALSE;
  for (let next = firstValue(load<u16>(clause) as i32); next != 0; next = valueAfter(next - 1)) {
    const value = next - 1;
    const written = kindOf(value);
    if (written == NULL) continue;
    const from = startOf(value);
    const length = (endOf(value) - from) as i32;
    if (written < NUMBER && (length as u32) > longest) {
      const allowed = lengthAllows(value, written, from, endOf(value), longest);
      if (allowed == UNKNOWN) return UNKNOWN;
      if (allowed == FALSE) continue;
    }
    if (first < 0) {
      first = value;
      verdict = TRUE;
    } else if (written != TEXT || kindOf(first) != TEXT) verdict = UNKNOWN;
    else if (length != ((endOf(first) - startOf(first)) as i32) || !sameBytes(startOf(first), from, length)) return FALSE;
  }
  return verdict;
}

/** Of a text with more bytes than a field keeps characters: escapes may be more bytes than what they stand for. */
function lengthAllows(value: i32, kind: i32, from: usize, to: usize, longest: u32): i32 {
  if (textOf(value, kind, from, to, true) == 0) return UNKNOWN;
  return (textLength as u32) <= longest ? TRUE : FALSE;
}

/** A table of texts by their sketch (a mask, then that many places and one more), then a list of patterns. */
function textHolds(clause: usize, graph: usize, value: i32, kind: i32, from: usize, to: usize, traits: i32): i32 {
  if (kind >= NUMBER && (traits & TEXTS_ONLY) != 0) return FALSE;
  const text = textOf(value, kind, from, to, (traits & FOLDS) != 0);
  if (text == 0) return UNKNOWN;
  const length = textLength;
  const passes = (traits & LOOSE) != 0 ? UNKNOWN : TRUE;
  const mask = load<u32>(clause + ASKED);
  const table = clause + ASKED + 4;
  let slot = sketch(text, length) & mask;
  while (true) {
    const at = load<u32>(table + ((slot as usize) << 2));
    if (at == 0) break;
    const known = graph + (at as usize);
    if (load<i32>(known) == length && sameBytes(known + 4, text, length)) return passes;
    slot = (slot + 1) & mask;
  }
  const patterns = table + (((mask as usize) + 1) << 2);
  const count = load<i32>(patterns);
  for (let i = 1; i <= count; i++) {
    if (fits(graph + (load<u32>(patterns + ((i as usize) << 2)) as usize), text, length)) return passes;
  }
  return FALSE;
}

/** Of a text's length, its beginning, its middle and its end: what tells most texts apart. */
function sketch(text: usize, length: i32): u32 {
  let first: u32 = 0;
  let middle: u32 = 0;
  let last: u32 = 0;
  if (length >= 4) {
    first = load<u32>(text);
    middle = load<u32>(text + ((length >> 1) as usize) - 2);
    last = load<u32>(text + (length as usize) - 4);
  } else for (let i: usize = 0; i < (length as usize); i++) first = (first << 8) | (load<u8>(text + i) as u32);
  let hash = (length as u32) * 0x9e3779b1;
  hash = (hash ^ first) * 0x85ebca6b;
  hash = (rotl<u32>(hash, 13) ^ middle) * 0xc2b2ae35;
  hash = (rotl<u32>(hash, 13) ^ last) * 0x27d4eb2f;
  return hash ^ (hash >> 15);
}

/** How many numbers are asked for, and how many bounds; the operators of these; the numbers; the bounds. */
function numberHolds(clause: usize, kind: i32, from: usize, to: usize, whole: bool): i32 {
  if (kind == TRUE_VALUE || kind == FALSE_VALUE) return FALSE;
  if (kind != NUMBER || !readNumber(from, to)) return UNKNOWN;
  const number = whole ? trunc<f64>(numberOf) : numberOf;
  const equal = load<i32>(clause + ASKED);
  const bounds = load<i32>(clause + ASKED + 4);
  const operators = clause + ASKED + 8;
  let at = (operators + ((bounds as usize) << 2) + 7) & ~7;
  for (let i = 0; i < equal; i++) {
    if (load<f64>(at) == number) return TRUE;
    at += 8;
  }
  if (bounds == 0) return FALSE;
  for (let i: usize = 0; i < (bounds as usize); i++) {
    if (!isWithin(number, load<f64>(at + (i << 3)), load<i32>(operators + (i << 2)))) return FALSE;
  }
  return TRUE;
}

function isWithin(number: f64, bound: f64, operator: i32): bool {
  switch (operator) {
    case 0:
      return number < bound;
    case 1:
      return number <= bound;
    case 2:
      return number > bound;
    default:
      return number >= bound;
  }
}

/** Whether true passes, and whether false does. */
function booleanHolds(clause: usize, kind: i32): i32 {
  return load<i32>(clause + ASKED + (kind == TRUE_VALUE ? 0 : 4)) != 0 ? TRUE : FALSE;
}

/** How many ranges of IPv4, then the first and the last address of each. */
function addressHolds(clause: usize, kind: i32, from: usize, to: usize): i32 {
  if (kind >= NUMBER) return FALSE;
  if (kind != TEXT || !readAddress(from, to)) return UNKNOWN;
  const count = load<i32>(clause + ASKED);
  for (let i = 0; i < count; i++) {
    const range = clause + ASKED + 4 + ((i as usize) << 3);
    if (load<u32>(range) <= addressOf && addressOf <= load<u32>(range + 4)) return TRUE;
  }
  return FALSE;
}
