import { allocate } from "./memory";
import { hashOf } from "./hash";
import { step } from "./results";
import { written } from "./text";

/** From a 64-bit key to a member list: a mask, then slots of key (8 bytes), members and length or use (4 bytes each). */
const SLOT: usize = 16;
const HEAD: usize = 16;

/** Tables of texts have, before their slots, a filter by sketch: most texts are no key, which it tells without a hash. */
const SKETCH_BITS: u32 = 12;
const SKETCH_BYTES: usize = 1 << (SKETCH_BITS - 3);

function createTable(keys: i32, extra: usize): usize {
  let size: u32 = 16;
  while (size < (keys as u32) << 1) size <<= 1;
  const table = allocate(HEAD + extra + (size as usize) * SLOT);
  store<u32>(table, size - 1);
  return table;
}

function insert(slots: usize, mask: u32, key: u64, members: usize, more: u32): void {
  let slot = ((key >> 32) as u32) & mask;
  while (load<u32>(slots + (slot as usize) * SLOT + 8) != 0) slot = (slot + 1) & mask;
  const at = slots + (slot as usize) * SLOT;
  store<u64>(at, key);
  store<u32>(at + 8, members as u32);
  store<u32>(at + 12, more);
}

/** The members under a key, or 0. */
function find(slots: usize, mask: u32, key: u64, more: u32): usize {
  let slot = ((key >> 32) as u32) & mask;
  while (true) {
    const at = slots + (slot as usize) * SLOT;
    const members = load<u32>(at + 8);
    if (members == 0) return 0;
    if (load<u64>(at) == key && load<u32>(at + 12) == more) return members as usize;
    slot = (slot + 1) & mask;
  }
}

function sketch(text: usize, length: i32): u32 {
  if (length == 0) return 0;
  const middle = load<u8>(text + ((length >> 1) as usize)) as u32;
  return (((length as u32) * 131) ^ (middle * 31) ^ (load<u8>(text) as u32)) & ((1 << SKETCH_BITS) - 1);
}

export function createTexts(keys: i32): usize {
  return createTable(keys, SKETCH_BYTES);
}

/** The text is in lower case, and seven bytes behind it may be read. */
export function addText(table: usize, text: usize, length: i32, members: usize): void {
  const mark = sketch(text, length);
  const byte = table + HEAD + ((mark >> 3) as usize);
  store<u8>(byte, load<u8>(byte) | ((1 as u8) << ((mark & 7) as u8)));
  insert(table + HEAD + SKETCH_BYTES, load<u32>(table), hashOf(text, length, 0), members, length as u32);
}

/** Adds the rows of the text that was written out last. */
export function lookUpText(table: usize, length: i32, target: u32): void {
  const text = written();
  const mark = sketch(text, length);
  if ((load<u8>(table + HEAD + ((mark >> 3) as usize)) & ((1 as u8) << ((mark & 7) as u8))) == 0) return;
  const members = find(table + HEAD + SKETCH_BYTES, load<u32>(table), hashOf(text, length, 0), length as u32);
  if (members != 0) step(members as u32, target);
}

export function createNumbers(keys: i32): usize {
  return createTable(keys, 0);
}

const numberKey = (value: i64): u64 => (value as u64) * 0x9e3779b185ebca87;

export function addNumber(table: usize, value: f64, members: usize): void {
  insert(table + HEAD, load<u32>(table), numberKey(value as i64), members, 0);
}

export function lookUpNumber(table: usize, value: i64, target: u32): void {
  const members = find(table + HEAD, load<u32>(table), numberKey(value), 0);
  if (members != 0) step(members as u32, target);
}

/** Four characters at a time, as they lie in memory; the filter has one bit for each hash. */
const GRAM_BITS: u32 = 14;
const GRAM_BYTES: usize = 1 << (GRAM_BITS - 3);
const SPREAD: u32 = 0x9e3779b1;

export function createGrams(grams: i32): usize {
  return createTable(grams, GRAM_BYTES);
}

const gramKey = (gram: u32): u64 => (((gram * SPREAD) as u64) << 32) | (gram as u64);

export function addGram(table: usize, gram: u32, members: usize): void {
  const hash = (gram * SPREAD) >> (32 - GRAM_BITS);
  const byte = table + HEAD + ((hash >> 3) as usize);
  store<u8>(byte, load<u8>(byte) | ((1 as u8) << ((hash & 7) as u8)));
  insert(table + HEAD + GRAM_BYTES, load<u32>(table), gramKey(gram), members, 0);
}

/** Adds the rows of every pattern of which the text that was written out last has the looked-up part. */
export function scanGrams(table: usize, length: i32, target: u32): void {
  const filter = table + HEAD;
  const slots = table + HEAD + GRAM_BYTES;
  const mask = load<u32>(table);
  const first = written() - 1;
  // The text and its two marks hold `length + 2` characters.
  const last = first + ((length - 2) as usize);
  for (let at = first; (at as isize) <= (last as isize); at++) {
    const gram = load<u32>(at);
    const hash = (gram * SPREAD) >> (32 - GRAM_BITS);
    if ((load<u8>(filter + ((hash >> 3) as usize)) & ((1 as u8) << ((hash & 7) as u8))) == 0) continue;
    const members = find(slots, mask, gramKey(gram), 0);
    if (members != 0) step(members as u32, target);
  }
}
