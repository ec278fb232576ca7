import { DAY, daysInMonth, daysOf, HOUR, MINUTE, SECOND } from "./calendar.ts";

const DASH = 0x2d;
const SLASH = 0x2f;
const COLON = 0x3a;
const DOT = 0x2e;
const COMMA = 0x2c;
const PLUS = 0x2b;
const SPACE = 0x20;
const UPPER_T = 0x54;
const UPPER_Z = 0x5a;

/**
 * Epoch milliseconds of Elasticsearch's `strict_date_optional_time`: `yyyy[-MM[-dd]][T[HH[:mm[:ss[.fraction]]]][zone]]`,
 * UTC without a zone; NaN for any other text. A fraction may have nanoseconds. `roundUp` fills what is not written
 * with its greatest value. `loose` also takes a space for the `T` and before the zone, and slashes in the date.
 */
export function scanIso(text: string, roundUp: boolean, loose: boolean): number {
  const year = digits(text, 0, 4);
  if (year < 0) return Number.NaN;
  const separator = text.charCodeAt(4);
  let at = 4;
  let month = roundUp ? 12 : 1;
  let day = -1;
  if (separator === DASH || (loose && separator === SLASH)) {
    month = digits(text, 5, 2);
    if (month < 1 || month > 12) return Number.NaN;
    at = 7;
    if (text.charCodeAt(7) === separator) {
      day = digits(text, 8, 2);
      if (day < 1 || day > daysInMonth(year, month)) return Number.NaN;
      at = 10;
    }
  }
  if (day === -1) day = roundUp ? daysInMonth(year, month) : 1;
  const midnight = daysOf(year, month, day) * DAY;
  if (at === text.length) return roundUp ? midnight + DAY - 1 : midnight;
  const mark = text.charCodeAt(at);
  if (mark !== UPPER_T && !(loose && mark === SPACE)) return Number.NaN;
  return midnight + scanTimeOfDay(text, at + 1, roundUp, loose);
}

/** Milliseconds since midnight UTC of the rest of the text, which may be negative or over a day by its zone; or NaN. */
function scanTimeOfDay(text: string, start: number, roundUp: boolean, loose: boolean): number {
  if (start === text.length) return roundUp ? DAY - 1 : 0;
  const hour = digits(text, start, 2);
  if (hour < 0 || hour > 23) return Number.NaN;
  let at = start + 2;
  let ms = hour * HOUR;
  if (text.charCodeAt(at) !== COLON) return ms + (roundUp ? HOUR - 1 : 0) - scanZone(text, at, loose);
  const minute = digits(text, at + 1, 2);
  if (minute < 0 || minute > 59) return Number.NaN;
  at += 3;
  ms += minute * MINUTE;
  if (text.charCodeAt(at) !== COLON) return ms + (roundUp ? MINUTE - 1 : 0) - scanZone(text, at, loose);
  const second = digits(text, at + 1, 2);
  if (second < 0 || second > 59) return Number.NaN;
  at += 3;
  ms += second * SECOND;
  const mark = text.charCodeAt(at);
  if (mark !== DOT && mark !== COMMA) return ms + (roundUp ? SECOND - 1 : 0) - scanZone(text, at, loose);
  const end = digitsEnd(text, at + 1);
  return ms + fractionOf(text, at + 1, end) - scanZone(text, end, loose);
}

/** The offset from UTC that ends the text: nothing, `Z`, `±HH`, `±HHmm` or `±HH:mm`; NaN for anything else. */
export function scanZone(text: string, start: number, loose: boolean): number {
  if (start === text.length) return 0;
  const at = loose && text.charCodeAt(start) === SPACE ? start + 1 : start;
  const sign = text.charCodeAt(at);
  if (sign === UPPER_Z) return at + 1 === text.length ? 0 : Number.NaN;
  if (sign !== PLUS && sign !== DASH) return loose && isUtcName(text, at) ? 0 : Number.NaN;
  const hours = digits(text, at + 1, 2);
  const minutesAt = text.charCodeAt(at + 3) === COLON ? at + 4 : at + 3;
  const minutes = minutesAt === text.length && minutesAt === at + 3 ? 0 : digits(text, minutesAt, 2);
  const end = minutesAt === text.length ? minutesAt : minutesAt + 2;
  if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59 || end !== text.length) return Number.NaN;
  const offset = hours * HOUR + minutes * MINUTE;
  return sign === DASH ? -offset : offset;
}

function isUtcName(text: string, at: number): boolean {
  const name = text.slice(at);
  return name === "UTC" || name === "GMT";
}

/** The number that exactly `count` digits at `at` write, or -1. */
export function digits(text: string, at: number, count: number): number {
  if (at + count > text.length) return -1;
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** Where the run of digits that starts at `at` ends. */
export function digitsEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && text.charCodeAt(end) >= 0x30 && text.charCodeAt(end) <= 0x39) end++;
  return end;
}

/** Milliseconds of a decimal fraction of a second in 1 to 9 digits, else NaN; digits past the ninth are refused. */
export function fractionOf(text: string, start: number, end: number): number {
  const count = end - start;
  if (count < 1 || count > 9) return Number.NaN;
  const value = digits(text, start, count);
  return count <= 3 ? value * 10 ** (3 - count) : value / 10 ** (count - 3);
}
