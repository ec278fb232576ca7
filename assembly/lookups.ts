import { allocate } from "./memory";
import { keepFolded } from "./forms";
import { writeOut } from "./text";
import { step } from "./results";
import { lookUpNumber, lookUpText, scanGrams } from "./tables";

/** What a value is written as. */
export const TEXT: i32 = 0;
export const NUMBER: i32 = 4;
export const TRUE: i32 = 8;
export const FALSE: i32 = 12;
export const NULL: i32 = 16;
/** The lowest two bits of a kind are the flags of its text. */
export const FLAGS: i32 = 3;

/** How a field reads values: as texts, as whole numbers, as booleans, or in a way that is not known here. */
const TEXTS: i32 = 0;
const NUMBERS: i32 = 1;
const BOOLEANS: i32 = 2;

const NEXT: usize = 0;
const READS: usize = 4;
/** Where rows are added, as {@link step} has it, and what is told of the values (0: nobody asks). */
const TARGET: usize = 8;
const STATE: usize = 12;
/** Rows for any value, and for a value that cannot be judged here. Of all these: 0 where there are none. */
const ANY: usize = 16;
const ALL: usize = 20;
const KEYS: usize = 24;
const GRAMS: usize = 28;
const IF_TRUE: usize = 32;
const IF_FALSE: usize = 36;
const SIZE: usize = 40;

/** There was a value; one could not be judged. */
export const PRESENT: u32 = 1;
export const UNJUDGED: u32 = 2;

let programs: usize = 0;

export function layPrograms(paths: i32): void {
  programs = allocate((paths as usize) << 2);
}

/** Adds a look-up to those of a path; its parts are written where it says. */
export function addLookup(path: i32): usize {
  const lookup = allocate(SIZE);
  const head = programs + ((path as usize) << 2);
  store<u32>(lookup + NEXT, load<u32>(head));
  store<u32>(head, lookup as u32);
  return lookup;
}

export function isLookedUp(path: i32): bool {
  return load<u32>(programs + ((path as usize) << 2)) != 0;
}

/** Something is told of the values of the path. */
export function isTold(path: i32): bool {
  let lookup = load<u32>(programs + ((path as usize) << 2)) as usize;
  for (; lookup != 0; lookup = load<u32>(lookup + NEXT) as usize) if (load<u32>(lookup + STATE) != 0) return true;
  return false;
}

/** A value of a path, and its number: adds the rows whose condition it may fulfil. */
export function judge(path: i32, value: i32, kind: i32, from: usize, to: usize): void {
  let lookup = load<u32>(programs + ((path as usize) << 2)) as usize;
  let length = -2;
  for (; lookup != 0; lookup = load<u32>(lookup + NEXT) as usize) {
    const target = load<u32>(lookup + TARGET);
    const any = load<u32>(lookup + ANY);
    if (any != 0) step(any, target);
    const state = load<u32>(lookup + STATE);
    if (state != 0 && kind != NULL) step(PRESENT, state);
    let judged = false;
    switch (load<i32>(lookup + READS)) {
      case TEXTS: {
        if (length == -2) {
          length = textOf(kind, from, to);
          keepFolded(value, length);
        }
        if (length < 0) break;
        const keys = load<u32>(lookup + KEYS) as usize;
        if (keys != 0) lookUpText(keys, length, target);
        const grams = load<u32>(lookup + GRAMS) as usize;
        if (grams != 0) scanGrams(grams, length, target);
        judged = true;
        break;
      }
      case NUMBERS: {
        if (!isWhole(kind, from, to)) break;
        const keys = load<u32>(lookup + KEYS) as usize;
        if (keys != 0) lookUpNumber(keys, wholeNumber(from, to), target);
        judged = true;
        break;
      }
      case BOOLEANS: {
        if (kind != TRUE && kind != FALSE) break;
        const members = load<u32>(lookup + (kind == TRUE ? IF_TRUE : IF_FALSE));
        if (members != 0) step(members, target);
        judged = true;
        break;
      }
    }
    if (judged) continue;
    const all = load<u32>(lookup + ALL);
    if (all != 0) step(all, target);
    if (state != 0) step(UNJUDGED, state);
  }
}

/** Folds what a field of texts would read; -1 where that is not known here. Whole numbers are written as they are read. */
function textOf(kind: i32, from: usize, to: usize): i32 {
  if (kind < NUMBER) return writeOut(from, to, kind & FLAGS, true);
  return isWhole(kind, from, to) ? writeOut(from, to, 0, true) : -1;
}

/** Digits alone, at most 15: exact in every form. */
export function isWhole(kind: i32, from: usize, to: usize): bool {
  if (kind != NUMBER || to - from > 15) return false;
  for (let at = from; at < to; at++) if (load<u8>(at) - 0x30 > 9) return false;
  return true;
}

function wholeNumber(from: usize, to: usize): i64 {
  let value: i64 = 0;
  for (let at = from; at < to; at++) value = value * 10 + ((load<u8>(at) - 0x30) as i64);
  return value;
}
