import { allocate } from "./memory";
import { addMembers } from "./bits";

/**
 * What the look-ups of a value give: members, and the set that they are added to ({@link INTO}: the one at hand); or, below
 * the first address there is, flags and where these are set.
 */
export const INTO: u32 = 0;
const FIRST_ADDRESS: u32 = 1 << 16;

/** A result that is kept: how many steps it has, its hash, and the steps. Equal ones are one. */
const STEPS: usize = 8;
const STEP: usize = 8;
const MOST_STEPS: i32 = 64;
const SLOTS: u32 = 8192;
const MOST_RESULTS: i32 = 4096;
const POOL: usize = 1 << 18;

let pool: usize = 0;
let top: usize = 0;
let table: usize = 0;
let results: i32 = 0;

let scratch: usize = 0;
let stepCount: i32 = 0;
let recording: bool = false;
/** The set at hand. */
let into: usize = 0;

export function layResults(): void {
  pool = allocate(POOL);
  top = pool;
  table = allocate((SLOTS as usize) << 2);
  scratch = allocate((MOST_STEPS as usize) * STEP);
}

export function addInto(set: usize): void {
  into = set;
}

/** Takes a step, or notes it. */
export function step(members: u32, target: u32): void {
  if (!recording) {
    take(members, target);
    return;
  }
  if (stepCount < MOST_STEPS) {
    const at = scratch + (stepCount as usize) * STEP;
    store<u32>(at, members);
    store<u32>(at + 4, target);
  }
  stepCount++;
}

function take(members: u32, target: u32): void {
  if (members < FIRST_ADDRESS) store<u32>(target as usize, load<u32>(target as usize) | members);
  else addMembers(members as usize, target == INTO ? into : (target as usize));
}

export function takeResult(result: usize): void {
  const count = load<u32>(result);
  for (let i: usize = 0; i < (count as usize); i++) take(load<u32>(result + STEPS + i * STEP), load<u32>(result + STEPS + i * STEP + 4));
}

export function hasSteps(result: usize): bool {
  return load<u32>(result) != 0;
}

export function beginResult(): void {
  recording = true;
  stepCount = 0;
}

/** The result that was noted; 0 where it is not kept. */
export function endResult(): usize {
  recording = false;
  if (stepCount > MOST_STEPS) return 0;
  let hash: u32 = stepCount;
  for (let i: usize = 0; i < (stepCount as usize); i++) {
    hash = (rotl<u32>(hash, 9) ^ load<u32>(scratch + i * STEP)) * 0x9e3779b1;
    hash = (rotl<u32>(hash, 9) ^ load<u32>(scratch + i * STEP + 4)) * 0x85ebca6b;
  }
  let slot = (hash >> 12) & (SLOTS - 1);
  while (true) {
    const result = load<u32>(table + ((slot as usize) << 2)) as usize;
    if (result == 0) break;
    if (load<u32>(result + 4) == hash && isNoted(result)) return result;
    slot = (slot + 1) & (SLOTS - 1);
  }
  const size = STEPS + (stepCount as usize) * STEP;
  if (resultsAreFull() || top + size > pool + POOL) return 0;
  const result = top;
  top += size;
  results++;
  store<u32>(result, stepCount);
  store<u32>(result + 4, hash);
  memory.copy(result + STEPS, scratch, (stepCount as usize) * STEP);
  store<u32>(table + ((slot as usize) << 2), result as u32);
  return result;
}

function isNoted(result: usize): bool {
  if (load<u32>(result) != stepCount) return false;
  for (let i: usize = 0; i < (stepCount as usize); i++) {
    if (load<u64>(result + STEPS + i * STEP) != load<u64>(scratch + i * STEP)) return false;
  }
  return true;
}

export function resultsAreFull(): bool {
  return results == MOST_RESULTS || top + STEPS + (MOST_STEPS as usize) * STEP > pool + POOL;
}

export function forgetResults(): void {
  results = 0;
  top = pool;
  memory.fill(table, 0, (SLOTS as usize) << 2);
}
