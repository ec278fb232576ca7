import { allocate } from "./memory";
import { layForms } from "./forms";
import { beginTexts, MOST_TEXTS } from "./text";

/** The values of the line at hand that stand at a known path: kind, where they begin and end, the next one of the path (plus one). */
const ENTRY: usize = 16;
const MOST: i32 = MOST_TEXTS;
let entries: usize = 0;
/** By value: its path. */
let paths: usize = 0;
/** By path: generation, first entry, last entry. */
let heads: usize = 0;
const HEAD: usize = 16;
let count: i32 = 0;
let generation: u32 = 0;

export function layTape(pathCount: i32): void {
  entries = allocate((MOST as usize) * ENTRY);
  paths = allocate((MOST as usize) << 2);
  heads = allocate((pathCount as usize) * HEAD);
  layForms(MOST);
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
  beginTexts();
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
  store<i32>(paths + ((count as usize) << 2), path);
  count++;
  return true;
}

export function valueCount(): i32 {
  return count;
}

export function pathOfValue(value: i32): i32 {
  return load<i32>(paths + ((value as usize) << 2));
}

/** The only value of a path: its entry; 0 where there is none, 1 where there are several. */
export function onlyValue(path: i32): usize {
  const head = heads + (path as usize) * HEAD;
  if (load<u32>(head) != generation) return 0;
  return load<i32>(head + 4) == load<i32>(head + 8) ? entries + (load<i32>(head + 4) as usize) * ENTRY : 1;
}

/** The first value of a path, plus one; 0 where there is none. */
export function firstValue(path: i32): i32 {
  const head = heads + (path as usize) * HEAD;
  return load<u32>(head) == generation ? load<i32>(head + 4) + 1 : 0;
}

/** The value after this one at its path, plus one; 0 where there is none. */
export function valueAfter(value: i32): i32 {
  return load<i32>(entries + (value as usize) * ENTRY + 12);
}

export function kindOf(value: i32): i32 {
  return load<i32>(entries + (value as usize) * ENTRY);
}

export function startOf(value: i32): usize {
  return load<u32>(entries + (value as usize) * ENTRY + 4) as usize;
}

export function endOf(value: i32): usize {
  return load<u32>(entries + (value as usize) * ENTRY + 8) as usize;
}
