import { takeCells } from "./host";
import { allocate } from "./memory";

/**
 * What was counted, as three lists that are handed over as they stand. A cell: when its bucket begins, whose it is, its
 * three keys (numbers of texts), how many events, its last pair and its last amount (plus one).
 */
const CELL: usize = 40;
const OWNER: usize = 8;
const KEYS: usize = 12;
const EVENTS: usize = 24;
const LAST_PAIR: usize = 28;
const LAST_AMOUNT: usize = 32;
const MOST_CELLS: i32 = 1 << 14;
const CELL_PLACES: i32 = 1 << 15;

/** How often a value came in a cell: the cell, what it is to it and its text's number, the count, the cell's pair before (plus one). */
const PAIR: usize = 16;
const MOST_PAIRS: i32 = 1 << 16;
const PAIR_PLACES: i32 = 1 << 17;

/** A number of a cell, and the cell's number before (plus one). */
const AMOUNT: usize = 16;
const MOST_AMOUNTS: i32 = 1 << 15;

/**
 * So far is looked for what is known. Past it, which only takes events made for the purpose, there is another cell or pair
 * of the same kind: who takes them adds up equal ones.
 */
const MOST_STEPS: i32 = 128;

let cells: usize = 0;
let cellIndex: usize = 0;
let cellCount: i32 = 0;
let pairs: usize = 0;
let pairIndex: usize = 0;
let pairCount: i32 = 0;
let amounts: usize = 0;
let amountCount: i32 = 0;
/** Grows whenever the lists begin anew. */
let epoch: i32 = 1;

export function layCells(): void {
  cells = allocate((MOST_CELLS as usize) * CELL);
  cellIndex = allocate((CELL_PLACES as usize) << 2);
  pairs = allocate((MOST_PAIRS as usize) * PAIR);
  pairIndex = allocate((PAIR_PLACES as usize) << 2);
  amounts = allocate((MOST_AMOUNTS as usize) * AMOUNT);
}

export function cellsAt(): usize {
  return cells;
}

export function pairsAt(): usize {
  return pairs;
}

export function amountsAt(): usize {
  return amounts;
}

export function currentEpoch(): i32 {
  return epoch;
}

/** Hands over what there is where there is no room for so much more. */
export function makeRoom(moreCells: i32, morePairs: i32, moreAmounts: i32): void {
  if (cellCount + moreCells > MOST_CELLS || pairCount + morePairs > MOST_PAIRS || amountCount + moreAmounts > MOST_AMOUNTS) handOver();
}

/** Hands over what was counted, and forgets it. */
export function handOver(): void {
  if (cellCount == 0) return;
  takeCells(cellCount, pairCount, amountCount);
  cellCount = 0;
  pairCount = 0;
  amountCount = 0;
  memory.fill(cellIndex, 0, (CELL_PLACES as usize) << 2);
  memory.fill(pairIndex, 0, (PAIR_PLACES as usize) << 2);
  epoch++;
}

function mixed(hash: u32, word: u32): u32 {
  return rotl<u32>((hash ^ word) * 0x9e3779b1, 15);
}

function finished(hash: u32): u32 {
  hash = (hash ^ (hash >> 15)) * 0x85ebca6b;
  return hash ^ (hash >> 13);
}

/** The cell of a bucket, an owner and its keys: a new one where none is found. There must be room. */
export function cellOf(start: f64, owner: i32, first: i32, second: i32, third: i32): usize {
  const bits = reinterpret<u64>(start);
  const hash = mixed(mixed(mixed(mixed(mixed(bits as u32, (bits >> 32) as u32), owner as u32), first as u32), second as u32), third as u32);
  let place = finished(hash) & (CELL_PLACES - 1);
  let steps = 0;
  for (; steps < MOST_STEPS; steps++) {
    const known = load<i32>(cellIndex + ((place as usize) << 2));
    if (known == 0) break;
    const cell = cells + ((known - 1) as usize) * CELL;
    if (
      load<f64>(cell) == start &&
      load<i32>(cell + OWNER) == owner &&
      load<i32>(cell + KEYS) == first &&
      load<i32>(cell + KEYS + 4) == second &&
      load<i32>(cell + KEYS + 8) == third
    )
      return cell;
    place = (place + 1) & (CELL_PLACES - 1);
  }
  const cell = cells + (cellCount as usize) * CELL;
  cellCount++;
  if (steps < MOST_STEPS) store<i32>(cellIndex + ((place as usize) << 2), cellCount);
  store<f64>(cell, start);
  store<i32>(cell + OWNER, owner);
  store<i32>(cell + KEYS, first);
  store<i32>(cell + KEYS + 4, second);
  store<i32>(cell + KEYS + 8, third);
  store<i32>(cell + EVENTS, 0);
  store<i32>(cell + LAST_PAIR, 0);
  store<i32>(cell + LAST_AMOUNT, 0);
  return cell;
}

export function countEvent(cell: usize): void {
  store<i32>(cell + EVENTS, load<i32>(cell + EVENTS) + 1);
}

/** A value came in a cell, in a role of up to 256. There must be room. */
export function countPair(cell: usize, role: i32, text: i32): void {
  const number = ((cell - cells) / CELL) as i32;
  const what = (text << 8) | role;
  let place = finished(mixed(number as u32, what as u32)) & (PAIR_PLACES - 1);
  let steps = 0;
  for (; steps < MOST_STEPS; steps++) {
    const known = load<i32>(pairIndex + ((place as usize) << 2));
    if (known == 0) break;
    const pair = pairs + ((known - 1) as usize) * PAIR;
    if (load<i32>(pair) == number && load<i32>(pair + 4) == what) {
      store<i32>(pair + 8, load<i32>(pair + 8) + 1);
      return;
    }
    place = (place + 1) & (PAIR_PLACES - 1);
  }
  const pair = pairs + (pairCount as usize) * PAIR;
  pairCount++;
  if (steps < MOST_STEPS) store<i32>(pairIndex + ((place as usize) << 2), pairCount);
  store<i32>(pair, number);
  store<i32>(pair + 4, what);
  store<i32>(pair + 8, 1);
  store<i32>(pair + 12, load<i32>(cell + LAST_PAIR));
  store<i32>(cell + LAST_PAIR, pairCount);
}

/** A number came in a cell. There must be room. */
export function addAmount(cell: usize, value: f64): void {
  const amount = amounts + (amountCount as usize) * AMOUNT;
  store<f64>(amount, value);
  store<f64>(amount + 8, load<i32>(cell + LAST_AMOUNT) as f64);
  store<i32>(cell + LAST_AMOUNT, ++amountCount);
}
