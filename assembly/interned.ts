import { hashOf, sameBytes } from "./hash";
import { forgetTexts, tellText } from "./host";
import { allocate } from "./memory";

/**
 * Values that were met, each once: hash, who reads it with its kind, where its bytes were put, how many they are, its own
 * number (from 1 in order), or 0 where it stands for no text. In an index by hash stands the number of each.
 */
const ENTRY: usize = 20;
const READ: usize = 4;
const AT: usize = 8;
const LENGTH: usize = 12;
const NUMBER: usize = 16;
const MOST: i32 = 1 << 15;
const PLACES: i32 = 1 << 16;
const ROOM: usize = 1 << 21;
/** So far is looked for a value. Past it, which only takes values made for the purpose, there is no more room. */
const MOST_STEPS: i32 = 128;
/** Longer values are not told here. */
const LONGEST: i32 = 2048;

export const UNTOLD: i32 = -1;

let entries: usize = 0;
let index: usize = 0;
let bytes: usize = 0;
let used: usize = 0;
let count: i32 = 0;
let full: bool = false;

export function layInterned(): void {
  entries = allocate((MOST as usize) * ENTRY);
  index = allocate((PLACES as usize) << 2);
  bytes = allocate(ROOM);
}

export function internedAt(): usize {
  return entries;
}

export function internedBytesAt(): usize {
  return bytes;
}

export function internedCount(): i32 {
  return count;
}

/** How many bytes all values have. */
export function internedBytes(): i32 {
  return used as i32;
}

/** No more values can be told; from then on those that are not known are {@link UNTOLD}. */
export function isInternedFull(): bool {
  return full;
}

export function forgetInterned(): void {
  memory.fill(index, 0, (PLACES as usize) << 2);
  used = 0;
  count = 0;
  full = false;
  forgetTexts();
}

/**
 * The number of a value to whoever reads it; 0: it stands for no text.
 * @param literal its bytes are its text
 */
export function textNumber(reader: i32, kind: i32, from: usize, to: usize, literal: bool): i32 {
  const length = (to - from) as i32;
  if (length > LONGEST) return UNTOLD;
  const read = (reader << 5) | kind;
  const hash = hashOf(from, length, read as u64) as u32;
  let place = hash & (PLACES - 1);
  let steps = 0;
  for (; steps < MOST_STEPS; steps++) {
    const known = load<i32>(index + ((place as usize) << 2));
    if (known == 0) break;
    const entry = entries + ((known - 1) as usize) * ENTRY;
    if (
      load<u32>(entry) == hash &&
      load<i32>(entry + READ) == read &&
      load<i32>(entry + LENGTH) == length &&
      sameBytes(load<u32>(entry + AT) as usize, from, length)
    )
      return load<i32>(entry + NUMBER);
    place = (place + 1) & (PLACES - 1);
  }
  if (steps == MOST_STEPS || count == MOST || used + (length as usize) > ROOM) {
    full = true;
    return UNTOLD;
  }
  const entry = entries + (count as usize) * ENTRY;
  store<u32>(entry, hash);
  store<i32>(entry + READ, read);
  store<u32>(entry + AT, (bytes + used) as u32);
  store<i32>(entry + LENGTH, length);
  memory.copy(bytes + used, from, length as usize);
  used += length as usize;
  store<i32>(index + ((place as usize) << 2), ++count);
  const number = literal || tellText(count, reader, kind, from, to) ? count : 0;
  store<i32>(entry + NUMBER, number);
  return number;
}
