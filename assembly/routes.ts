import { allocate } from "./memory";
import { hashOf, sameBytes } from "./hash";
import { TEXT } from "./lookups";
import { onlyValue } from "./tape";

/**
 * What the index of an event is made of: texts at a few paths. Each distinct row of texts has a route, which rows may share.
 * Past so many rows, or bytes of them, all are forgotten.
 */
const LONGEST: i32 = 1024;
const SLOTS: u32 = 16384;
const MOST_ROUTES: i32 = 8192;
const POOL: usize = 1 << 20;
const ENTRY: usize = 16;
const ABSENT: u8 = 0xfe;
const PARTED: u8 = 0xff;

let paths: usize = 0;
let count: i32 = 0;
let key: usize = 0;
let length: i32 = 0;
let table: usize = 0;
let known: i32 = 0;
let pool: usize = 0;
let top: usize = 0;

export function layRoutes(most: i32): void {
  paths = allocate((most as usize) << 2);
  key = allocate((LONGEST as usize) + 64);
  table = allocate((SLOTS as usize) * ENTRY);
  pool = allocate(POOL);
  top = pool;
}

export function forgetRoutes(): void {
  known = 0;
  top = pool;
  memory.fill(table, 0, (SLOTS as usize) * ENTRY);
}

export function addRoutePath(path: i32): void {
  store<i32>(paths + ((count as usize) << 2), path);
  count++;
}

/** Lays out the key of the line; false where it has no such key. */
function write(): bool {
  length = 0;
  for (let i = 0; i < count; i++) {
    const entry = onlyValue(load<i32>(paths + ((i as usize) << 2)));
    if (entry == 0) store<u8>(key + (length as usize), ABSENT);
    else {
      if (entry == 1 || load<i32>(entry) != TEXT) return false;
      const from = load<u32>(entry + 4) as usize;
      const size = (load<u32>(entry + 8) as i32) - (from as i32);
      if (length + size + 8 > LONGEST) return false;
      store<u8>(key + (length as usize), PARTED);
      memory.copy(key + (length as usize) + 1, from, size as usize);
      length += size;
    }
    length++;
  }
  return true;
}

/** The route of the line: what was given for it, or 0. */
export function findRoute(): usize {
  if (!write()) return 0;
  const hash = hashOf(key, length, 1) as u32;
  let slot = hash & (SLOTS - 1);
  while (true) {
    const entry = table + (slot as usize) * ENTRY;
    const route = load<u32>(entry + 12) as usize;
    if (route == 0) return 0;
    if (load<u32>(entry) == hash && load<i32>(entry + 4) == length && sameBytes(load<u32>(entry + 8) as usize, key, length)) return route;
    slot = (slot + 1) & (SLOTS - 1);
  }
}

/** Gives lines like the last one a route; false where the line has no key. */
export function addRoute(route: usize): bool {
  if (!write()) return false;
  if (known == MOST_ROUTES || top + (length as usize) + 8 > pool + POOL) forgetRoutes();
  const hash = hashOf(key, length, 1) as u32;
  let slot = hash & (SLOTS - 1);
  while (load<u32>(table + (slot as usize) * ENTRY + 12) != 0) slot = (slot + 1) & (SLOTS - 1);
  const entry = table + (slot as usize) * ENTRY;
  const copy = top;
  top += (length as usize) + 8;
  memory.copy(copy, key, length as usize);
  store<u32>(entry, hash);
  store<i32>(entry + 4, length);
  store<u32>(entry + 8, copy as u32);
  store<u32>(entry + 12, route as u32);
  known++;
  return true;
}
