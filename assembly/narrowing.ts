import { allocate } from "./memory";
import { clear, setBytes } from "./bits";
import { sameBegin } from "./hash";
import { UNJUDGED } from "./lookups";
import { addInto, takeResult } from "./results";

/** A field that the rows found are held against: what is told of its values, the rows that these let through, and those let through where it is missing, or whatever it is. */
const SEEN: usize = 4;
const MISSING: usize = 8;
const PRESENT: usize = 12;
const NARROWER: usize = 16;
const MOST_NARROWERS: i32 = 32;
let narrowers: usize = 0;
let narrowerCount: i32 = 0;

/** Rows that always stand. */
let base: usize = 0;

/**
 * Few events differ in what the look-ups of these fields give, so that it is put together once: by route and results, the
 * rows that all of them let through, and those of them that are found by these fields or always stand.
 */
const KEY: usize = 64;
const MOST_RESULTS: i32 = 14;
const LARGEST: usize = 1 << 20;
let scopes: usize = 0;
let size: usize = 0;
let mask: u32 = 0;
/** The key of the line at hand: route, how many results, the results. */
let key: usize = 0;
let count: i32 = 0;

export function layNarrowing(): usize {
  narrowers = allocate((MOST_NARROWERS as usize) * NARROWER);
  base = allocate(setBytes());
  size = KEY + (setBytes() << 1);
  let slots: u32 = 1024;
  while (slots > 16 && (slots as usize) * size > LARGEST) slots >>= 1;
  mask = slots - 1;
  // One more, for what is not kept.
  scopes = allocate(((slots as usize) + 1) * size);
  key = allocate(KEY + 16);
  return base;
}

/** @returns where the narrower is, the first word of which has what is told of its values, and the second its set of rows */
export function addNarrower(missing: usize, present: usize): usize {
  const narrower = narrowers + (narrowerCount as usize) * NARROWER;
  narrowerCount++;
  store<u32>(narrower + SEEN, allocate(setBytes()) as u32);
  store<u32>(narrower + MISSING, missing as u32);
  store<u32>(narrower + PRESENT, present as u32);
  return narrower;
}

export function forgetScopes(): void {
  memory.fill(scopes, 0, ((mask as usize) + 1) * size);
}

export function beginKey(route: usize): void {
  store<u32>(key, route as u32);
  count = 0;
}

/** A result of one of the fields; 0: it is not kept. */
export function addToKey(result: usize): void {
  if (result == 0) count = MOST_RESULTS;
  if (count < MOST_RESULTS) store<u32>(key + 8 + ((count as usize) << 2), result as u32);
  count++;
}

export function keyIsWhole(): bool {
  return count <= MOST_RESULTS;
}

/** What is known of the key; its rows must be put together where {@link isNew}. */
export function scopeOfKey(): usize {
  store<i32>(key + 4, count);
  const length: usize = 8 + ((count as usize) << 2);
  let hash: u32 = 0;
  for (let i: usize = 0; i < length; i += 4) hash = rotl<u32>((hash ^ load<u32>(key + i)) * 0x9e3779b1, 13);
  const scope = scopes + ((((hash * 0x85ebca6b) >> 16) & mask) as usize) * size;
  isNew = load<i32>(scope + 4) != count || !sameBegin(scope, key, length);
  if (isNew) memory.copy(scope, key, length);
  return scope;
}

export let isNew: bool = false;

export function spareScope(): usize {
  return scopes + ((mask as usize) + 1) * size;
}

export function allowedRows(scope: usize): usize {
  return scope + KEY;
}

export function rowsOfScope(scope: usize): usize {
  return scope + KEY + setBytes();
}

/** From now on steps are those of the scope, until {@link closeScope}. */
export function openScope(scope: usize): void {
  for (let n = 0; n < narrowerCount; n++) {
    const narrower = narrowers + (n as usize) * NARROWER;
    store<u32>(narrower, 0);
    clear(load<u32>(narrower + SEEN) as usize);
  }
  memory.copy(rowsOfScope(scope), base, setBytes());
  addInto(rowsOfScope(scope));
}

export function takeKey(): void {
  for (let i: usize = 0; i < (count as usize); i++) takeResult(load<u32>(key + 8 + (i << 2)) as usize);
}

/** @param allowed the rows that the route lets through */
export function closeScope(scope: usize, allowed: usize): void {
  const bytes = setBytes();
  const rows = allowedRows(scope);
  memory.copy(rows, allowed, bytes);
  for (let n = 0; n < narrowerCount; n++) {
    const narrower = narrowers + (n as usize) * NARROWER;
    const state = load<u32>(narrower);
    const seen = load<u32>(narrower + SEEN) as usize;
    const missing = load<u32>(narrower + MISSING) as usize;
    const present = load<u32>(narrower + PRESENT) as usize;
    if (state == 0) {
      for (let i: usize = 0; i < bytes; i += 16) v128.store(rows + i, v128.and(v128.load(rows + i), v128.load(missing + i)));
    } else if ((state & UNJUDGED) == 0) {
      for (let i: usize = 0; i < bytes; i += 16)
        v128.store(rows + i, v128.and(v128.load(rows + i), v128.or(v128.load(present + i), v128.load(seen + i))));
    }
  }
  const found = rowsOfScope(scope);
  for (let i: usize = 0; i < bytes; i += 16) v128.store(found + i, v128.and(v128.load(found + i), v128.load(rows + i)));
}
