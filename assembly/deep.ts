import { allocate } from "./memory";
import { skipBlanks } from "./blanks";
import { keep } from "./keep";
import { TEXT } from "./lookups";
import { leadsOn } from "./places";
import { scalarEnd, scalarKind } from "./scalars";
import { found, textEnd } from "./text";

/** What is open within the value at hand, a bit each: 1 for an object. Deeper lines are not judged here. */
const MOST_LEVELS: i32 = 1 << 20;
let open: usize = 0;
let depth: i32 = 0;
/** How many of them are objects. */
let objects: i32 = 0;

const QUOTE: u8 = 0x22;

export function layDeep(): void {
  open = allocate((MOST_LEVELS >> 3) as usize);
}

function isObject(): bool {
  const top = depth - 1;
  return (load<u8>(open + ((top >> 3) as usize)) & ((1 as u8) << ((top & 7) as u8))) != 0;
}

function push(object: bool): void {
  const byte = open + ((depth >> 3) as usize);
  const bit = (1 as u8) << ((depth & 7) as u8);
  store<u8>(byte, object ? load<u8>(byte) | bit : load<u8>(byte) & ~bit);
  depth++;
  if (object) objects++;
}

function pop(): void {
  if (isObject()) objects--;
  depth--;
}

/**
 * Reads an object or a list however deep it is, without going down the stack, exactly as strict as JSON.parse; its end, or 0
 * where it is none, or has a key on the way to a field.
 */
export function deep(at: usize, place: i32): usize {
  depth = 0;
  objects = 0;
  do {
    at = opened(at, place);
    if (at != 0) at = closed(at);
  } while (at != 0 && depth > 0);
  return at;
}

/** From where a value begins to the end of the first that holds no other. */
function opened(at: usize, place: i32): usize {
  while (true) {
    const byte = load<u8>(at);
    if (byte != 0x7b && byte != 0x5b) return single(at, byte, objects == 0 ? place : -1);
    const object = byte == 0x7b;
    if (depth == MOST_LEVELS || (object && objects == 0 && place >= 0 && leadsOn(place))) return 0;
    push(object);
    at = skipBlanks(at + 1);
    if (load<u8>(at) == (object ? 0x7d : 0x5d)) {
      pop();
      return at + 1;
    }
    if (object) at = behindKey(at);
    if (at == 0) return 0;
  }
}

function single(at: usize, byte: u8, place: i32): usize {
  if (byte != QUOTE) {
    const end = scalarEnd(at);
    return end != 0 && keep(place, scalarKind, at, end) ? end : 0;
  }
  const end = textEnd(at + 1);
  return end != 0 && keep(place, TEXT | found, at + 1, end) ? end + 1 : 0;
}

/** Where the value of the key at `at` begins. */
function behindKey(at: usize): usize {
  if (load<u8>(at) != QUOTE) return 0;
  const end = textEnd(at + 1);
  if (end == 0) return 0;
  at = skipBlanks(end + 1);
  return load<u8>(at) == 0x3a ? skipBlanks(at + 1) : 0;
}

/** From the end of a value to where the next one begins, or to the end of all. */
function closed(at: usize): usize {
  while (depth > 0) {
    at = skipBlanks(at);
    const byte = load<u8>(at);
    const object = isObject();
    if (byte == 0x2c) {
      at = skipBlanks(at + 1);
      return object ? behindKey(at) : at;
    }
    if (byte != (object ? 0x7d : 0x5d)) return 0;
    pop();
    at++;
  }
  return at;
}
