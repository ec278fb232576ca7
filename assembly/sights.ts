import { allocate } from "./memory";
import { digest, hashKey } from "./keys";
import { currentGeneration } from "./tape";

/**
 * Lines of which nothing more has to be known than which stages of sequences they are: they are noted, one behind the
 * other, and gone past.
 */

/** By predicate: what it is noted as (-1: it is not noted), and its key (-1: none that has a hash). */
let sights: usize = 0;
const SIGHT: usize = 8;
const SIGHT_KEY: usize = 4;

/** By key: its fields, each a path and a kind, and how many; its hash, and the generation of the line that has it. */
let keys: usize = 0;
const KEY: usize = 16;
const KEY_COUNT: usize = 4;
const KEY_GENERATION: usize = 8;
const KEY_HASH: usize = 12;
let seed: u32 = 0;
/** Notes have digests of their lines. */
let digests: bool = false;

/** A note: where the line begins and ends, its number, its digest, its time, how many sights; of each what it is, and its key's hash. */
let notes: usize = 0;
let size: usize = 0;
let noted: usize = 0;
let largest: usize = 0;
const NOTE_END: usize = 4;
const NOTE_LINE: usize = 8;
const NOTE_DIGEST: usize = 12;
const NOTE_TIME: usize = 16;
const NOTE_COUNT: usize = 24;
const NOTE: usize = 32;

/** @returns where the sights are */
export function laySights(predicates: i32, keyCount: i32, keySeed: u32, room: i32, withDigests: bool): usize {
  sights = allocate((predicates as usize) * SIGHT);
  keys = allocate((keyCount as usize) * KEY);
  seed = keySeed;
  digests = withDigests;
  largest = NOTE + (predicates as usize) * SIGHT;
  size = (room as usize) + largest;
  notes = allocate(size);
  return sights;
}

export function keysAt(): usize {
  return keys;
}

export function notesAt(): usize {
  return notes;
}

/** Bytes of all notes. */
export function notedBytes(): usize {
  return noted;
}

export function forgetNotes(): void {
  noted = 0;
}

/** There may be no room for the next line. */
export function isNotedFull(): bool {
  return noted + largest > size;
}

export function isSight(predicate: i32): bool {
  return sights != 0 && load<i32>(sights + (predicate as usize) * SIGHT) >= 0;
}

/** Notes a line that satisfies these predicates, all of them sights, and no other. */
export function note(start: usize, end: usize, line: i32, time: f64, predicates: usize, count: i32): void {
  const at = notes + noted;
  store<u32>(at, start as u32);
  store<u32>(at + NOTE_END, end as u32);
  store<i32>(at + NOTE_LINE, line);
  store<u32>(at + NOTE_DIGEST, digests ? digest(start, (end - start) as i32) : 0);
  store<f64>(at + NOTE_TIME, time);
  store<i32>(at + NOTE_COUNT, count);
  let to = at + NOTE;
  for (let i: usize = 0; i < (count as usize); i++) {
    const sight = sights + (load<u32>(predicates + (i << 2)) as usize) * SIGHT;
    const key = load<i32>(sight + SIGHT_KEY);
    store<i32>(to, load<i32>(sight));
    store<u32>(to + SIGHT_KEY, key < 0 ? 0 : hashOfKey(keys + (key as usize) * KEY));
    to += SIGHT;
  }
  noted = to - notes;
}

function hashOfKey(key: usize): u32 {
  const generation = currentGeneration();
  if (load<u32>(key + KEY_GENERATION) == generation) return load<u32>(key + KEY_HASH);
  let hash = seed;
  let field = load<u32>(key) as usize;
  for (let left = load<i32>(key + KEY_COUNT); left > 0 && hash != 0; left--) {
    hash = hashKey(load<i32>(field), hash, load<i32>(field + 4));
    field += 8;
  }
  store<u32>(key + KEY_GENERATION, generation);
  store<u32>(key + KEY_HASH, hash);
  return hash;
}
