import type { TimeFields } from "./time-fields.ts";
import { digits, digitsEnd, fractionOf, scanZone } from "./time-iso.ts";
import { zoneNamed } from "./time-zone.ts";

/** Reads a part of the text at `at` into the fields; where it ended, or -1. */
export type Step = (text: string, at: number, fields: TimeFields) => number;

const MONTHS: readonly string[] = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const WEEKDAYS: readonly string[] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** The letters of Java's date patterns that logs use, each with the step for a run of that length. */
const LETTERS: Readonly<Record<string, (count: number) => Step>> = {
  y: yearStep,
  u: yearStep,
  M: monthStep,
  L: monthStep,
  d: (count) => numberStep("day", count),
  D: (count) => numberStep("dayOfYear", count),
  E: (count) =>
    nameStep(WEEKDAYS, count, (fields, index) => {
      fields.weekday = index;
    }),
  H: (count) => numberStep("hour", count),
  k: (count) => wrapped(numberStep("hour", count), "hour", 24),
  h: (count) => wrapped(numberStep("hour12", count), "hour12", 12),
  K: (count) => numberStep("hour12", count),
  m: (count) => numberStep("minute", count),
  s: (count) => numberStep("second", count),
  S: fractionStep,
  a: () => halfDayStep,
  A: (count) => ofDayStep(count, 1),
  N: (count) => ofDayStep(count, 1e-6),
  X: () => zoneStep,
  x: () => zoneStep,
  Z: () => zoneStep,
  z: () => zoneStep,
  V: () => zoneStep,
};

/** A step for a whole Java date pattern: letters, 'quoted text', [optional parts]; undefined if it has an unknown letter. */
export function compilePattern(pattern: string): Step | undefined {
  const { step, end } = compileUntil(pattern, 0, undefined);
  return end === pattern.length ? step : undefined;
}

/** Compiles up to `close`, the end or the `]` of an optional part; `step` is undefined after a fault. */
function compileUntil(pattern: string, start: number, close: string | undefined): { step: Step | undefined; end: number } {
  const steps: Step[] = [];
  let at = start;
  while (at < pattern.length && pattern[at] !== close) {
    const part = compilePart(pattern, at);
    if (!part.step) return { step: undefined, end: part.end };
    steps.push(part.step);
    at = part.end;
  }
  return { step: inOrder(steps), end: at };
}

function compilePart(pattern: string, at: number): { step: Step | undefined; end: number } {
  const letter = pattern[at] as string;
  if (letter === "[") {
    const { step, end } = compileUntil(pattern, at + 1, "]");
    return { step: step && pattern[end] === "]" ? maybe(step) : undefined, end: end + 1 };
  }
  if (letter === "'") return compileQuoted(pattern, at);
  if (!isLetter(letter)) return { step: literalStep(letter), end: at + 1 };
  let end = at;
  while (pattern[end] === letter) end++;
  return { step: LETTERS[letter]?.(end - at), end };
}

function compileQuoted(pattern: string, at: number): { step: Step | undefined; end: number } {
  const close = pattern.indexOf("'", at + 1);
  if (close === -1) return { step: undefined, end: at };
  return { step: literalStep(close === at + 1 ? "'" : pattern.slice(at + 1, close)), end: close + 1 };
}

const isLetter = (character: string): boolean => (character >= "a" && character <= "z") || (character >= "A" && character <= "Z");

function inOrder(steps: readonly Step[]): Step {
  return (text, start, fields) => {
    let at = start;
    for (const step of steps) {
      at = step(text, at, fields);
      if (at === -1) return -1;
    }
    return at;
  };
}

function maybe(step: Step): Step {
  return (text, at, fields) => {
    const tried = { ...fields };
    const end = step(text, at, tried);
    if (end === -1) return at;
    Object.assign(fields, tried);
    return end;
  };
}

const literalStep =
  (literal: string): Step =>
  (text, at) =>
    text.startsWith(literal, at) ? at + literal.length : -1;

type NumberField = "month" | "day" | "dayOfYear" | "hour" | "hour12" | "minute" | "second";

/** A run of one letter reads one or two digits, a longer run exactly as many. */
function numberStep(field: NumberField, count: number): Step {
  return (text, at, fields) => {
    const end = count === 1 ? Math.min(digitsEnd(text, at), at + 2) : at + count;
    const value = end > at ? digits(text, at, end - at) : -1;
    fields[field] = value;
    return value < 0 ? -1 : end;
  };
}

/** Two letters read a year from 2000 on; any other run reads four digits. */
function yearStep(count: number): Step {
  const width = count === 2 ? 2 : 4;
  return (text, at, fields) => {
    const value = digits(text, at, width);
    fields.year = width === 2 ? 2000 + value : value;
    return value < 0 ? -1 : at + width;
  };
}

function fractionStep(count: number): Step {
  return (text, at, fields) => {
    fields.millisecond = at + count <= text.length ? fractionOf(text, at, at + count) : -1;
    return fields.millisecond >= 0 ? at + count : -1;
  };
}

/** English names as they are written, in full from four letters on, else their first three characters. */
function nameStep(names: readonly string[], count: number, set: (fields: TimeFields, index: number) => void): Step {
  return (text, at, fields) => {
    const index = names.findIndex((name) => text.startsWith(count >= 4 ? name : name.slice(0, 3), at));
    if (index === -1) return -1;
    set(fields, index);
    return at + (count >= 4 ? (names[index] as string).length : 3);
  };
}

const halfDayStep: Step = (text, at, fields) => {
  const half = text.slice(at, at + 2);
  fields.afternoon = half === "PM";
  return half === "AM" || half === "PM" ? at + 2 : -1;
};

/** An offset, `Z`, or the name of a zone. */
const zoneStep: Step = (text, at, fields) => {
  let end = at;
  while (end < text.length && isZoneCharacter(text[end] as string)) end++;
  const written = text.slice(at, end);
  const offset = written === "" ? Number.NaN : scanZone(written, 0, true);
  if (!Number.isNaN(offset)) {
    fields.offset = offset;
    return end;
  }
  fields.region = zoneNamed(written);
  return fields.region === undefined ? -1 : end;
};

const isZoneCharacter = (character: string): boolean =>
  isLetter(character) || (character >= "0" && character <= "9") || "+-:/_".includes(character);

function monthStep(count: number): Step {
  return count >= 3
    ? nameStep(MONTHS, count, (fields, index) => {
        fields.month = index + 1;
      })
    : numberStep("month", count);
}

/** A clock that begins with its greatest number, which stands for 0. */
function wrapped(step: Step, field: "hour" | "hour12", greatest: number): Step {
  return (text, at, fields) => {
    const end = step(text, at, fields);
    if (fields[field] === 0 || fields[field] > greatest) return -1;
    if (fields[field] === greatest) fields[field] = 0;
    return end;
  };
}

/** Milliseconds or, in the fraction that they are of one, nanoseconds of the day. */
function ofDayStep(count: number, unit: number): Step {
  return (text, at, fields) => {
    const end = digitsEnd(text, at);
    fields.ofDay = end - at < count || end - at > 15 ? -1 : digits(text, at, end - at) * unit;
    return fields.ofDay < 0 ? -1 : end;
  };
}
