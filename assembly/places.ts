import { allocate } from "./memory";
import { hashOf, sameBytes } from "./hash";

/**
 * Places on the way to fields: a trie whose steps are keys of objects (`a.b` is a key like any other). A place has the
 * number of the path that ends there (NO_PATH: none, GUARD: such events are not judged here) and its traits.
 */
export const NO_PATH: i32 = -1;
export const GUARD: i32 = -2;

/** What a place is besides: steps lead on from it; it shows that an event is in ECS, that it may be half made, that it is not. */
const LEADS_ON: i32 = 1;
export const MARK: i32 = 2;
export const HALF_MADE: i32 = 4;
export const FINISHED: i32 = 8;
const SHOWS: i32 = 14;

const ENTRY: usize = 16;
let places: usize = 0;
let seen: usize = 0;
let table: usize = 0;
let mask: u32 = 0;

/** `keys`: how many steps there will be. */
export function layPlaces(count: i32, keys: i32): void {
  places = allocate((count as usize) << 3);
  seen = allocate((count as usize) << 2);
  let size: u32 = 64;
  while (size < (keys as u32) << 1) size <<= 1;
  mask = size - 1;
  table = allocate((size as usize) * ENTRY);
}

export function setPlace(place: i32, path: i32, traits: i32): void {
  store<i32>(places + ((place as usize) << 3), path);
  store<i32>(places + ((place as usize) << 3) + 4, traits);
}

/** An entry: hash, key, length and place it starts from (16 bits each), place it leads to plus one. */
export function addKey(place: i32, key: usize, length: i32, child: i32): void {
  const hash = hashOf(key, length, place as u64) as u32;
  let slot = hash & mask;
  while (load<u32>(table + (slot as usize) * ENTRY + 12) != 0) slot = (slot + 1) & mask;
  const entry = table + (slot as usize) * ENTRY;
  store<u32>(entry, hash);
  store<u32>(entry + 4, key as u32);
  store<u16>(entry + 8, length as u16);
  store<u16>(entry + 10, place as u16);
  store<u32>(entry + 12, (child + 1) as u32);
}

/** The place that a key leads to, or -1. */
export function findKey(place: i32, key: usize, length: i32): i32 {
  const hash = hashOf(key, length, place as u64) as u32;
  let slot = hash & mask;
  while (true) {
    const entry = table + (slot as usize) * ENTRY;
    const child = load<u32>(entry + 12);
    if (child == 0) return -1;
    if (
      load<u32>(entry) == hash &&
      (load<u16>(entry + 8) as i32) == length &&
      (load<u16>(entry + 10) as i32) == place &&
      sameBytes(load<u32>(entry + 4) as usize, key, length)
    )
      return (child - 1) as i32;
    slot = (slot + 1) & mask;
  }
}

export function pathOf(place: i32): i32 {
  return load<i32>(places + ((place as usize) << 3));
}

export function leadsOn(place: i32): bool {
  return (load<i32>(places + ((place as usize) << 3) + 4) & LEADS_ON) != 0;
}

/** What a key that leads to the place shows of its event. */
export function shownBy(place: i32): i32 {
  return load<i32>(places + ((place as usize) << 3) + 4) & SHOWS;
}

/** Notes that the object with this serial number has a key that leads to the place; false if it had one before. */
export function enter(place: i32, serial: u32): bool {
  const at = seen + ((place as usize) << 2);
  if (load<u32>(at) == serial) return false;
  store<u32>(at, serial);
  return true;
}
