import { allocate } from "./memory";
import { judge } from "./lookups";

/** The values of the line at hand that stand at a known path: kind, where they begin and end, the next one of the path (plus one). */
const ENTRY: usize = 16;
const MOST: i32 = 8192;
let entries: usize = 0;
/** By path: generation, first entry, last entry. */
let heads: usize = 0;
const HEAD: usize = 16;
let count: i32 = 0;
let generation: u32 = 0;

export function layTape(paths: i32): void {
  entries = allocate((MOST as usize) * ENTRY);
  heads = allocate((paths as usize) * HEAD);
}

export function tapeEntries(): usize {
  return entries;
}

export function tapeHeads(): usize {
  return heads;
}

export function currentGeneration(): u32 {
  return generation;
}

export function beginTape(): void {
  count = 0;
  generation++;
}

/** False where the line has more values than are kept. */
export function addValue(path: i32, kind: i32, from: usize, to: usize): bool {
  if (count == MOST) return false;
  const entry = entries + (count as usize) * ENTRY;
  store<i32>(entry, kind);
  store<u32>(entry + 4, from as u32);
  store<u32>(entry + 8, to as u32);
  store<u32>(entry + 12, 0);
  const head = heads + (path as usize) * HEAD;
  if (load<u32>(head) != generation) {
    store<u32>(head, generation);
    store<i32>(head + 4, count);
  } else store<i32>(entries + (load<i32>(head + 8) as usize) * ENTRY + 12, count + 1);
  store<i32>(head + 8, count);
  count++;
  judge(path, kind, from, to);
  return true;
}

/** The only value of a path: its entry; 0 where there is none, 1 where there are several. */
export function onlyValue(path: i32): usize {
  const head = heads + (path as usize) * HEAD;
  if (load<u32>(head) != generation) return 0;
  return load<i32>(head + 4) == load<i32>(head + 8) ? entries + (load<i32>(head + 4) as usize) * ENTRY : 1;
}
