import { allocate } from "./memory";
import { clearForm } from "./forms";
import { entryOf, forgetTexts, keepResult, layKnownTexts, resultOf, serialOf } from "./known-texts";
import { isLookedUp, isTold, judge, NUMBER } from "./lookups";
import { addToKey, beginKey, closeScope, forgetScopes, isNew, keyIsWhole, openScope, scopeOfKey, spareScope, takeKey } from "./narrowing";
import { addInto, beginResult, endResult, forgetResults, layResults, resultsAreFull, takeResult } from "./results";
import { endOf, kindOf, pathOfValue, startOf, valueCount } from "./tape";
import { MOST_TEXTS } from "./text";

/** How a path's values are looked up: not at all, for rows, or for what rows are held against. */
const NOT: u8 = 0;
const FOR_ROWS: u8 = 1;
const FOR_SCOPE: u8 = 2;
let uses: usize = 0;

/** By value of the line: the entry of its text, and the serial number that it had; 0: it has none. */
let texts: usize = 0;
const UNASKED: u64 = 0xffffffffffffffff;

/** After all look-ups have been added. */
export function layJudging(paths: i32): void {
  uses = allocate(paths as usize);
  texts = allocate((MOST_TEXTS as usize) << 3);
  layResults();
  layKnownTexts();
  for (let path = 0; path < paths; path++) store<u8>(uses + (path as usize), isTold(path) ? FOR_SCOPE : isLookedUp(path) ? FOR_ROWS : NOT);
}

/**
 * Looks the values of the line up: adds to `rows` those whose condition one of them may fulfil.
 * @param allowed the rows that the route lets through
 * @returns the scope that the rows are held against; its own rows are found as well
 */
export function judgeValues(route: usize, allowed: usize, rows: usize): usize {
  if (resultsAreFull()) forget();
  beginKey(route);
  addInto(rows);
  const count = valueCount();
  for (let value = 0; value < count; value++) {
    clearForm(value);
    const path = pathOfValue(value);
    const use = load<u8>(uses + (path as usize));
    if (use == NOT) {
      store<u64>(texts + ((value as usize) << 3), UNASKED);
      continue;
    }
    const result = resultFor(value, path, use == FOR_SCOPE);
    if (use == FOR_SCOPE) addToKey(result);
    else if (result != 0) takeResult(result);
    else judge(path, value, kindOf(value), startOf(value), endOf(value));
  }
  return scopeFor(allowed);
}

function forget(): void {
  forgetResults();
  forgetTexts();
  forgetScopes();
}

/** What the look-ups of a value give; 0 where that is not kept. */
function resultFor(value: i32, path: i32, always: bool): usize {
  const kind = kindOf(value);
  const from = startOf(value);
  const to = endOf(value);
  const entry = kind < NUMBER ? entryOf(path, kind, from, to) : 0;
  keepText(value, entry);
  if (entry != 0) {
    const result = resultOf(entry);
    if (result != 0) return result;
  } else if (!always) return 0;
  beginResult();
  judge(path, value, kind, from, to);
  const result = endResult();
  if (entry != 0) keepResult(entry, result);
  return result;
}

function scopeFor(allowed: usize): usize {
  const whole = keyIsWhole();
  const scope = whole ? scopeOfKey() : spareScope();
  if (whole && !isNew) return scope;
  openScope(scope);
  if (whole) takeKey();
  else {
    for (let value = 0; value < valueCount(); value++) {
      const path = pathOfValue(value);
      if (load<u8>(uses + (path as usize)) == FOR_SCOPE) judge(path, value, kindOf(value), startOf(value), endOf(value));
    }
  }
  closeScope(scope, allowed);
  return scope;
}

function keepText(value: i32, entry: usize): void {
  store<u64>(texts + ((value as usize) << 3), entry == 0 ? 0 : (entry as u64) | ((serialOf(entry) as u64) << 32));
}

/** The entry of a value's text; 0: it has none, or another text of the line took it. */
export function knownTextOf(value: i32): usize {
  const known = load<u64>(texts + ((value as usize) << 3));
  if (known == UNASKED) {
    const kind = kindOf(value);
    const asked = kind < NUMBER ? entryOf(pathOfValue(value), kind, startOf(value), endOf(value)) : 0;
    keepText(value, asked);
    return asked;
  }
  const entry = known as u32 as usize;
  return entry != 0 && serialOf(entry) == ((known >> 32) as u32) ? entry : 0;
}
