import { allocate } from "./memory";
import { sameBegin } from "./hash";
import { NO_PATH } from "./places";
import { TEXT } from "./lookups";
import { scalarEnd, scalarKind } from "./scalars";
import { addValue } from "./tape";
import { found, textEnd } from "./text";

/**
 * What stands between the values of a line (braces, keys, colons) comes again, byte by byte, in other events of its
 * source. It is kept as a trie: a node has the bytes before a value, and what kind of value it is; its children have what
 * may come next. A line that goes along it is valid JSON where its values are, and none of its keys need be looked up.
 */
const BYTES: usize = 0;
const LENGTH: usize = 4;
const THEN: usize = 8;
/** Of a value its path; of an end, whether the event is marked. */
const PATH: usize = 12;
const CHILD: usize = 16;
const SIBLING: usize = 20;
const NODE: usize = 32;
const MOST_NODES: i32 = 16384;
const POOL: usize = 1 << 20;

/** What comes behind the bytes of a node: a text, the first of the texts of a list, another value, the end of the line. */
const A_TEXT: i32 = 0;
const TEXTS: i32 = 1;
const OTHER: i32 = 2;
const END: i32 = 3;

/** `","`: between two texts of a list. */
const NEXT_TEXT: u32 = 0x222c22;
const LIST_OF_TEXTS: u16 = 0x225b;

let nodes: usize = 0;
let nodeCount: i32 = 0;
let pool: usize = 0;
let poolTop: usize = 0;
/** Where the first node stands, as in a child. */
let root: usize = 0;

/** The values of the line that is noted: path, whether it is a text, where it begins and ends. */
const NOTE: usize = 16;
const MOST_NOTES: i32 = 1024;
let notes: usize = 0;
let noteCount: i32 = 0;
export let noting: bool = false;

/** Whether the event of the last line that was followed is marked. */
export let shapeIsMarked: bool = false;

export function layShapes(): void {
  nodes = allocate((MOST_NODES as usize) * NODE);
  pool = allocate(POOL + 32);
  poolTop = pool;
  notes = allocate((MOST_NOTES as usize) * NOTE);
  root = allocate(16);
}

/** Puts the values of a line of a known shape on the tape; its end, or 0 where it has none or must be read as any other. */
export function followShape(at: usize, blockEnd: usize): usize {
  let node = load<u32>(root) as usize;
  while (node != 0) {
    const length = load<u32>(node + LENGTH) as usize;
    const sibling = load<u32>(node + SIBLING) as usize;
    if (!sameBegin(load<u32>(node + BYTES) as usize, at, length)) {
      node = sibling;
      continue;
    }
    const from = at + length;
    const then = load<i32>(node + THEN);
    const path = load<i32>(node + PATH);
    if (then <= TEXTS) {
      at = textEnd(from);
      if (at == 0 || (path >= 0 && !addValue(path, TEXT | found, from, at))) return 0;
      if (then == TEXTS) {
        at = restOfTexts(at, path);
        if (at == 0) return 0;
      }
    } else if (then == OTHER) {
      const to = scalarEnd(from);
      if (to == 0) {
        node = sibling;
        continue;
      }
      if (path >= 0 && !addValue(path, scalarKind, from, to)) return 0;
      at = to;
    } else {
      if (from == blockEnd || load<u8>(from) == 0x0a) {
        shapeIsMarked = path != 0;
        return from;
      }
      node = sibling;
      continue;
    }
    node = load<u32>(node + CHILD) as usize;
  }
  return 0;
}

function restOfTexts(at: usize, path: i32): usize {
  while ((load<u32>(at) & 0xffffff) == NEXT_TEXT) {
    const from = at + 3;
    at = textEnd(from);
    if (at == 0 || (path >= 0 && !addValue(path, TEXT | found, from, at))) return 0;
  }
  return at;
}

/** From now on values are noted. */
export function beginNotes(): void {
  noting = true;
  noteCount = 0;
}

export function endNotes(): void {
  noting = false;
}

export function note(isText: bool, path: i32, from: usize, to: usize): void {
  if (noteCount == MOST_NOTES) {
    noting = false;
    return;
  }
  const at = notes + (noteCount as usize) * NOTE;
  store<i32>(at, path);
  store<i32>(at + 4, isText ? 1 : 0);
  store<u32>(at + 8, from as u32);
  store<u32>(at + 12, to as u32);
  noteCount++;
}

/** Learns the shape of the line whose values were noted. */
export function learnShape(start: usize, end: usize, marked: bool): void {
  if (!noting) return;
  let slot = root;
  let at = start;
  let then = END;
  for (let i = 0; i < noteCount; i++) {
    const noted = notes + (i as usize) * NOTE;
    const from = load<u32>(noted + 8) as usize;
    const isText = load<i32>(noted + 4) != 0;
    const isNext = then == TEXTS && isText && from - at == 3 && (load<u32>(at) & 0xffffff) == NEXT_TEXT;
    if (!isNext) {
      then = !isText ? OTHER : from - at >= 2 && load<u16>(from - 2) == LIST_OF_TEXTS ? TEXTS : A_TEXT;
      const path = load<i32>(noted);
      const node = nodeFor(slot, at, from - at, then, path == NO_PATH ? -1 : path);
      if (node == 0) return;
      slot = node + CHILD;
    }
    at = load<u32>(noted + 12) as usize;
  }
  nodeFor(slot, at, end - at, END, marked ? 1 : 0);
}

/** The node among those of a slot, which is added where it is none of them; 0 where there is no more room. */
function nodeFor(slot: usize, at: usize, length: usize, then: i32, path: i32): usize {
  let node = load<u32>(slot) as usize;
  while (node != 0) {
    if (
      (load<u32>(node + LENGTH) as usize) == length &&
      load<i32>(node + THEN) == then &&
      sameBegin(load<u32>(node + BYTES) as usize, at, length)
    )
      return node;
    slot = node + SIBLING;
    node = load<u32>(slot) as usize;
  }
  if (nodeCount == MOST_NODES || poolTop + length + 16 > pool + POOL) return 0;
  node = nodes + (nodeCount as usize) * NODE;
  nodeCount++;
  memory.copy(poolTop, at, length);
  store<u32>(node + BYTES, poolTop as u32);
  poolTop = (poolTop + length + 15) & ~15;
  store<u32>(node + LENGTH, length as u32);
  store<i32>(node + THEN, then);
  store<i32>(node + PATH, path);
  store<u32>(node + CHILD, 0);
  store<u32>(node + SIBLING, 0);
  store<u32>(slot, node as u32);
  return node;
}

/** Forgets all shapes. */
function forget(): void {
  nodeCount = 0;
  poolTop = pool;
  store<u32>(root, 0);
}

/**
 * Trying and learning in vain costs as much as reading a line. What lines of known shapes spare is put aside for that; where
 * it is used up, one line in sixteen is tried.
 */
const MOST_CREDIT: i32 = 4096;
const FIRST_CREDIT: i32 = 512;
const PAUSE: i32 = 16;
let credit: i32 = FIRST_CREDIT;
let pause: i32 = 0;

export function triesShapes(): bool {
  if (credit > 0) return true;
  pause = (pause + 1) % PAUSE;
  return pause == 0;
}

export function tried(hit: bool): void {
  if (hit) {
    if (credit < MOST_CREDIT) credit++;
    return;
  }
  if (credit > 0) credit--;
  if (nodeCount == MOST_NODES || poolTop + 4096 > pool + POOL) forget();
}
