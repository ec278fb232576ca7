import { allocate } from "./memory";
import { setBytes } from "./bits";
import { skipBlanks } from "./blanks";
import { isMarked, object, unmark } from "./json";
import { beginTaken, gather, takeFor } from "./gather";
import { beginNotes, endNotes, followShape, learnShape, shapeIsMarked, tried, triesShapes } from "./shapes";
import { judgeValues } from "./judging";
import { allowedRows, rowsOfScope } from "./narrowing";
import { beginTape } from "./tape";
import { ABSENT, firstTime, KNOWN, readTimes, UNKNOWN } from "./times";
import { findRoute } from "./routes";
import { isNotedFull, isSight, note } from "./sights";
import { FALSE, TRUE, tryPredicate } from "./trial";

export { allocate } from "./memory";
export { setBytes, setRows } from "./bits";
export { addKey, layPlaces, setPlace } from "./places";
export { layText } from "./text";
export { addGram, addNumber, addText, createGrams, createNumbers, createTexts } from "./tables";
export { addLookup, layPrograms } from "./lookups";
export { currentGeneration, layTape, tapeEntries, tapeHeads } from "./tape";
export { addTime, layTimes } from "./times";
export { addRoute, addRoutePath, forgetRoutes, layRoutes } from "./routes";
export { digest, hashKey } from "./keys";
export { layJudging } from "./judging";
export { addNarrower, forgetScopes, layNarrowing } from "./narrowing";
export { layDeep } from "./deep";
export { layShapes } from "./shapes";
export { layTrial, rootsAt } from "./trial";
export { forgetNotes, keysAt, laySights, notedBytes, notesAt } from "./sights";
export { layFields, numbersAt } from "./fields";
export { internedAt, internedBytes, internedBytesAt, internedCount } from "./interned";
export { amountsAt, cellsAt, handOver, pairsAt } from "./cells";
export { detectorsAt, jobsAt, layGathering, spansAt, takenAt, takenJobs, takersAt } from "./gather";

/** What {@link next} stopped at. */
const BLOCK_END: i32 = 0;
const CANDIDATES: i32 = 1;
const UNJUDGED_LINE: i32 = 2;
const NO_ROUTE: i32 = 3;
const NOTES_FULL: i32 = 4;
/** Of a line: it was noted, and nobody has to look at it now. */
const NOTED: i32 = 5;

/** A route: whether anyone takes its events, whether a rule does, and the rows that it lets through. */
const ROUTE_BY_RULE: usize = 4;
const ROUTE_ROWS: usize = 16;

const LINE_START: usize = 0;
const LINE_END: usize = 4;
/** Lines since the block began, with those passed over. */
const LINES: usize = 8;
const ROUTE: usize = 12;
const CANDIDATE_COUNT: usize = 16;
/** Of the events passed over: how many, without a rule to be offered to, without a time; the first time and the last. */
const PASSED: usize = 20;
const UNROUTED: usize = 24;
const TIMELESS: usize = 28;
const FIRST: usize = 32;
const LAST: usize = 40;
/** Of those with a time: how many are past the ceiling. */
const AHEAD: usize = 48;
const CANDIDATE_LIST: usize = 56;
/** By candidate: whether the line is known to satisfy it; behind the list. */
let certain: usize = 0;

let out: usize = 0;
let owners: usize = 0;
/** Empty between lines. */
let rows: usize = 0;

let cursor: usize = 0;
let blockEnd: usize = 0;

/**
 * What a line's verdict needs: by row the predicate it is of (ascending), and room for what is told.
 * @returns where it is told
 */
export function layVerdict(rowCount: i32, predicates: i32): usize {
  owners = allocate((rowCount as usize) << 2);
  rows = allocate(setBytes());
  out = allocate(CANDIDATE_LIST + (predicates as usize) * 5);
  certain = out + CANDIDATE_LIST + ((predicates as usize) << 2);
  return out;
}

export function ownersAt(): usize {
  return owners;
}

/** Begins with a block of lines; 32 bytes behind it must be zero. The last line may end with it. */
export function begin(from: usize, to: usize): void {
  cursor = from;
  blockEnd = to;
  store<u32>(out + LINES, 0);
}

let ceiling: f64 = Infinity;

/** Events later than this are counted, and are of no job (milliseconds). */
export function setCeiling(time: f64): void {
  ceiling = time;
}

/** Goes on to the next line that must be looked at. */
export function next(): i32 {
  store<u32>(out + PASSED, 0);
  store<u32>(out + UNROUTED, 0);
  store<u32>(out + TIMELESS, 0);
  store<u32>(out + AHEAD, 0);
  store<f64>(out + FIRST, Infinity);
  store<f64>(out + LAST, -Infinity);
  return goOn();
}

/** Goes on with the line at hand once more: more predicates can be tested now. */
export function again(): i32 {
  repeat();
  return goOn();
}

/** The line at hand is the next one once more. */
export function repeat(): void {
  cursor = load<u32>(out + LINE_START);
  store<u32>(out + LINES, load<u32>(out + LINES) - 1);
}

function goOn(): i32 {
  while (cursor < blockEnd) {
    if (isNotedFull()) return NOTES_FULL;
    const verdict = line();
    if (verdict != BLOCK_END) return verdict;
  }
  return BLOCK_END;
}

function line(): i32 {
  const start = cursor;
  let end = readLine(start);
  const whole = end != 0;
  if (!whole) end = lineEnd(start);
  store<u32>(out + LINE_START, start as u32);
  store<u32>(out + LINE_END, end as u32);
  store<u32>(out + LINES, load<u32>(out + LINES) + 1);
  cursor = end + 1;
  if (!whole) return UNJUDGED_LINE;
  const verdict = judgeLine();
  if (verdict == NOTED) return BLOCK_END;
  if (verdict == BLOCK_END) pass();
  return verdict;
}

/** Puts the values of a line on the tape; its end, or 0 where it is no event that is judged here. */
function readLine(start: usize): usize {
  if (triesShapes()) {
    beginTape();
    const followed = followShape(start, blockEnd);
    tried(followed != 0);
    if (followed != 0) return shapeIsMarked ? followed : 0;
    beginNotes();
  }
  beginTape();
  unmark();
  let end: usize = load<u8>(start) == 0x7b ? object(start, 0, 0) : 0;
  if (end != 0) end = skipBlanks(end);
  const marked = isMarked(marksAsked);
  if (end != 0 && (end == blockEnd || load<u8>(end) == 0x0a)) learnShape(start, end, marked);
  else end = 0;
  endNotes();
  return marked ? end : 0;
}

function judgeLine(): i32 {
  timeState = readTimes();
  if (timeState == UNKNOWN) return UNJUDGED_LINE;
  const route = findRoute();
  if (route == 0) return NO_ROUTE;
  store<u32>(out + ROUTE, route as u32);
  if (load<i32>(route) == 0) return BLOCK_END;
  const count = list(judgeValues(route, route + ROUTE_ROWS, rows));
  store<i32>(out + CANDIDATE_COUNT, count);
  if (count == 0) return gatherLine() ? BLOCK_END : CANDIDATES;
  if (!allSights || timeState != KNOWN || !gatherLine()) return CANDIDATES;
  note(load<u32>(out + LINE_START), load<u32>(out + LINE_END), load<i32>(out + LINES), firstTime(), out + CANDIDATE_LIST, count);
  return NOTED;
}

/** Counts the line at hand for the jobs that it is known to be of; false where they must be given its event. One past the ceiling is of none. */
export function gatherLine(): bool {
  if (timeState == KNOWN && firstTime() > ceiling) beginTaken();
  return gather(timeState == KNOWN);
}

/** Counts a line that no rule can match. */
function pass(): void {
  store<u32>(out + PASSED, load<u32>(out + PASSED) + 1);
  const route = load<u32>(out + ROUTE) as usize;
  if (load<i32>(route + ROUTE_BY_RULE) == 0) store<u32>(out + UNROUTED, load<u32>(out + UNROUTED) + 1);
  if (load<i32>(route) == 0) return;
  const time = firstTime();
  if (timeState == ABSENT) store<u32>(out + TIMELESS, load<u32>(out + TIMELESS) + 1);
  else {
    store<f64>(out + FIRST, min<f64>(load<f64>(out + FIRST), time));
    store<f64>(out + LAST, max<f64>(load<f64>(out + LAST), time));
    if (time > ceiling) store<u32>(out + AHEAD, load<u32>(out + AHEAD) + 1);
  }
}

let marksAsked: bool = false;

export function askForMarks(asked: bool): void {
  marksAsked = asked;
}

let timeState: i32 = ABSENT;

let count: i32 = 0;
let last: i32 = -1;

/** The line is known to satisfy all predicates of the list, and all are sights. */
let allSights: bool = false;

/** Writes the predicates of the rows found, each once, that the line may satisfy, but for jobs that it is known to be of. */
function list(scope: usize): i32 {
  const allowed = allowedRows(scope);
  const own = rowsOfScope(scope);
  const bytes = setBytes();
  count = 0;
  last = -1;
  allSights = true;
  beginTaken();
  for (let i: usize = 0; i < bytes; i += 16) {
    const found = v128.or(v128.and(v128.load(rows + i), v128.load(allowed + i)), v128.load(own + i));
    v128.store(rows + i, i64x2.splat(0));
    if (!v128.any_true(found)) continue;
    listRows((i << 3) as i32, i64x2.extract_lane(found, 0));
    listRows(((i << 3) as i32) + 64, i64x2.extract_lane(found, 1));
  }
  return count;
}

function listRows(first: i32, bits: u64): void {
  while (bits != 0) {
    const owner = load<i32>(owners + ((first + (ctz<u64>(bits) as i32)) << 2));
    bits &= bits - 1;
    if (owner == last) continue;
    last = owner;
    const verdict = tryPredicate(owner);
    if (verdict == FALSE || (verdict == TRUE && takeFor(owner))) continue;
    allSights = allSights && verdict == TRUE && isSight(owner);
    store<u8>(certain + (count as usize), verdict == TRUE ? 1 : 0);
    store<i32>(out + CANDIDATE_LIST + ((count as usize) << 2), owner);
    count++;
  }
}

function lineEnd(from: usize): usize {
  const feed = i8x16.splat(0x0a);
  for (let at = from; at < blockEnd; at += 16) {
    const stop = i8x16.bitmask(i8x16.eq(v128.load(at), feed));
    if (stop != 0) {
      const end = at + (ctz<i32>(stop) as usize);
      return end < blockEnd ? end : blockEnd;
    }
  }
  return blockEnd;
}
