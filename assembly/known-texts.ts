import { allocate } from "./memory";
import { sameBegin } from "./hash";

/**
 * Texts that came before, by path and bytes as they are written: most events say what others said. An entry has what the
 * look-ups of the text gave, and what the first tests of its path said of it. One text takes the place of another; a serial number tells.
 */
const SERIAL: usize = 0;
const KEY: usize = 4;
const RESULT: usize = 8;
const BYTES: usize = 16;
const SAID: usize = 80;
const ENTRY: usize = 128;
const LONGEST: usize = 64;
const SLOTS: u32 = 4096;
/** Two bits for each test: nothing yet, or its verdict and one. */
export const MOST_SAID: i32 = ((ENTRY - SAID) << 2) as i32;
export const NOT_SAID: i32 = -1;

const PRIME_A: u64 = 0x9e3779b185ebca87;
const PRIME_B: u64 = 0xc2b2ae3d27d4eb4f;

let entries: usize = 0;
let serial: u32 = 0;

export function layKnownTexts(): void {
  entries = allocate((SLOTS as usize) * ENTRY);
}

export function forgetTexts(): void {
  memory.fill(entries, 0, (SLOTS as usize) * ENTRY);
}

/** The entry of a text, with the flags of its kind; 0 where it is too long for one. A new one has no result. */
export function entryOf(path: i32, flags: i32, from: usize, to: usize): usize {
  const length = to - from;
  if (length > LONGEST) return 0;
  const key = (((path as u32) + 1) << 9) | ((flags as u32) << 7) | (length as u32);
  let hash = (key as u64) * PRIME_B;
  if (length >= 8) hash = ((hash ^ load<u64>(from)) * PRIME_A) ^ rotl<u64>(load<u64>(to - 8), 23);
  else hash ^= load<u64>(from) & (((1 as u64) << ((length as u64) << 3)) - 1);
  hash *= PRIME_A;
  const entry = entries + ((((hash >> 40) as u32) & (SLOTS - 1)) as usize) * ENTRY;
  if (load<u32>(entry + KEY) == key && sameBegin(entry + BYTES, from, length)) return entry;
  store<u32>(entry + SERIAL, ++serial);
  store<u32>(entry + KEY, key);
  store<u32>(entry + RESULT, 0);
  for (let i: usize = 0; i < length; i += 16) v128.store(entry + BYTES + i, v128.load(from + i));
  for (let i: usize = SAID; i < ENTRY; i += 16) v128.store(entry + i, i64x2.splat(0));
  return entry;
}

export function serialOf(entry: usize): u32 {
  return load<u32>(entry + SERIAL);
}

/** 0: none is kept. */
export function resultOf(entry: usize): usize {
  return load<u32>(entry + RESULT) as usize;
}

export function keepResult(entry: usize, result: usize): void {
  store<u32>(entry + RESULT, result as u32);
}

export function saidOf(entry: usize, test: i32): i32 {
  return (((load<u8>(entry + SAID + ((test >> 2) as usize)) >> ((test & 3) << 1)) & 3) as i32) - 1;
}

export function say(entry: usize, test: i32, verdict: i32): void {
  const at = entry + SAID + ((test >> 2) as usize);
  store<u8>(at, load<u8>(at) | ((verdict + 1) << ((test & 3) << 1)));
}
