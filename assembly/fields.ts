import { allocate } from "./memory";
import { isAddress } from "./keys";
import { NULL, NUMBER, TEXT } from "./lookups";
import { textNumber, UNTOLD } from "./interned";
import { numberOf, readNumber } from "./numbers";
import { currentGeneration, endOf, firstValue, kindOf, startOf, valueAfter } from "./tape";

/**
 * Fields that are counted by: the path, that of the field from which it is computed where the event lacks it (-1: none),
 * whether it is read for numbers alone, which texts are literal and how long they are at most; then of the line at hand,
 * with its generation, how many distinct values there are and their numbers. A single number of a field read for numbers is
 * kept as it is.
 */
const FIELD: usize = 72;
const FROM: usize = 4;
const NUMERIC: usize = 8;
const LITERAL: usize = 12;
const LONGEST: usize = 16;
const GENERATION: usize = 20;
const COUNT: usize = 24;
const IS_PLAIN: usize = 28;
const PLAIN: usize = 32;
const TEXTS: usize = 40;
const MOST_VALUES: i32 = 8;

/** Texts that are read as they are written, without escapes: none (0), all, or those that are addresses in their one form. */
const ALL: i32 = 1;

let fields: usize = 0;
/** By number of a value: what it reads as, or no number. */
let numbers: usize = 0;

export function layFields(count: i32, texts: i32): usize {
  numbers = allocate((texts as usize) << 3);
  fields = allocate((count as usize) * FIELD);
  return fields;
}

export function numbersAt(): usize {
  return numbers;
}

const at = (field: i32): usize => fields + (field as usize) * FIELD;

/** Reads the values of the line at hand; false where they cannot be told here. */
export function readField(field: i32): bool {
  const own = at(field);
  const generation = currentGeneration();
  if (load<u32>(own + GENERATION) == generation) return load<i32>(own + COUNT) >= 0;
  store<u32>(own + GENERATION, generation);
  store<i32>(own + COUNT, 0);
  store<i32>(own + IS_PLAIN, 0);
  const from = load<i32>(own + FROM);
  const told =
    readPlain(own) ||
    (readPath(own, field << 1, load<i32>(own)) && (from < 0 || load<i32>(own + COUNT) > 0 || readPath(own, (field << 1) | 1, from)));
  if (!told) store<i32>(own + COUNT, UNTOLD);
  return told;
}

function readPlain(own: usize): bool {
  const value = firstValue(load<i32>(own));
  if (value == 0 || load<i32>(own + NUMERIC) == 0 || valueAfter(value - 1) != 0) return false;
  if (kindOf(value - 1) != NUMBER || !readNumber(startOf(value - 1), endOf(value - 1))) return false;
  store<i32>(own + IS_PLAIN, 1);
  store<i32>(own + COUNT, 1);
  // A zero has no sign as text.
  store<f64>(own + PLAIN, numberOf + 0);
  return true;
}

/** Of several values it must be certain which are equal: those that are literal. */
function readPath(own: usize, reader: i32, path: i32): bool {
  let values = 0;
  let certain = true;
  for (let value = firstValue(path); value != 0; value = valueAfter(value - 1)) {
    const kind = kindOf(value - 1);
    if (kind == NULL) continue;
    const from = startOf(value - 1);
    const to = endOf(value - 1);
    const literal = kind == TEXT && (reader & 1) == 0 && isLiteral(own, from, to);
    certain = certain && literal;
    if (++values > 1 && !certain) return false;
    if (literal && from == to) continue;
    const text = textNumber(reader, kind, from, to, literal);
    if (text == UNTOLD || (text != 0 && !addText(own, text))) return false;
  }
  return true;
}

function isLiteral(own: usize, from: usize, to: usize): bool {
  const literal = load<i32>(own + LITERAL);
  if (literal == 0 || to - from > (load<u32>(own + LONGEST) as usize)) return false;
  return literal == ALL || isAddress(from, to);
}

function addText(own: usize, text: i32): bool {
  const count = load<i32>(own + COUNT);
  for (let i = 0; i < count; i++) if (load<i32>(own + TEXTS + ((i as usize) << 2)) == text) return true;
  if (count == MOST_VALUES) return false;
  store<i32>(own + TEXTS + ((count as usize) << 2), text);
  store<i32>(own + COUNT, count + 1);
  return true;
}

/** How many values a field has that was read. */
export function valueCount(field: i32): i32 {
  return load<i32>(at(field) + COUNT);
}

/** The number of a value. */
export function valueText(field: i32, i: i32): i32 {
  return load<i32>(at(field) + TEXTS + ((i as usize) << 2));
}

/** What a value reads as; no number where it is none. */
export function valueNumber(field: i32, i: i32): f64 {
  const own = at(field);
  return load<i32>(own + IS_PLAIN) == 1 ? load<f64>(own + PLAIN) : load<f64>(numbers + ((valueText(field, i) as usize) << 3));
}
