import { addMonths, DAY, dateOf } from "../../event/calendar.ts";
import { scanIsoIn } from "../../event/time-format.ts";
import { scanIso } from "../../event/time-iso.ts";
import type { TimeZone } from "../../event/time-zone.ts";
import { formatTime } from "../../event/time.ts";
import { toInstant } from "./zone.ts";
import type { TimeSpan } from "./value.ts";

export const NANOS_PER_MILLI = 1_000_000n;
const MAX_NANOS = 2n ** 63n - 1n;

export const nanosOf = (milliseconds: number): bigint => BigInt(milliseconds) * NANOS_PER_MILLI;
/** Rounds down. */
export const millisOf = (nanos: bigint): number => Number(nanos / NANOS_PER_MILLI);

/** Nanoseconds are stored for the years 1970 to 2262 only. */
export const isNanosInRange = (nanos: bigint): boolean => nanos >= 0n && nanos <= MAX_NANOS;

/** Epoch milliseconds of a text in `strict_date_optional_time` (UTC, or the zone's where it names none); NaN for any other. */
export const parseDate = (text: string, zone?: TimeZone): number => Math.floor(scan(text, zone));

const scan = (text: string, zone: TimeZone | undefined): number => (zone ? scanIsoIn(zone, text, false) : scanIso(text, false, false));

/** Epoch nanoseconds of the same, to the ninth digit of the fraction; undefined for any other text. */
export function parseNanos(text: string, zone?: TimeZone): bigint | undefined {
  const whole = scan(text, zone);
  if (Number.isNaN(whole)) return undefined;
  const mark = Math.max(text.indexOf("."), text.indexOf(","));
  if (mark === -1) return nanosOf(whole);
  let end = mark + 1;
  while (isDigit(text.charCodeAt(end))) end++;
  const seconds = scan(text.slice(0, mark) + text.slice(end), zone);
  return nanosOf(seconds) + BigInt(text.slice(mark + 1, end).padEnd(9, "0"));
}

const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;

export const dateText = (milliseconds: number): string => formatTime(milliseconds);

/** ISO 8601 with three to nine digits of fraction. */
export function nanosText(nanos: bigint): string {
  const fraction = String(nanos % 1_000_000_000n).padStart(9, "0");
  let digits = 9;
  while (digits > 3 && fraction[digits - 1] === "0") digits--;
  const seconds = formatTime(Number(nanos / 1_000_000_000n) * 1000);
  return `${seconds.slice(0, -4)}${fraction.slice(0, digits)}Z`;
}

/** Calendar units first, then the exact ones, as java.time adds periods and durations; days and months of local time in a zone. */
export function addSpan(time: number, { months, days, milliseconds }: TimeSpan, sign: 1 | -1, zone?: TimeZone): number {
  if (!zone || (months === 0 && days === 0))
    return (months === 0 ? time : addMonths(time, sign * months)) + sign * (days * DAY + milliseconds);
  const offset = zone.offsetAt(time);
  const local = addSpan(time + offset, { months, days, milliseconds: 0 }, sign);
  return toInstant(zone, local, offset) + sign * milliseconds;
}

/** The last instant that 64 bits of milliseconds can say; past it java.time overflows. */
const MAX_DATE = 2 ** 63;
export const isDateInRange = (time: number): boolean => Math.abs(time) < MAX_DATE;

/** The last year of java.time. */
const MAX_YEAR = 999_999_999;

/** The year that a date comes to by calendar months, where java.time has no such year. */
export function yearOutOfRange(time: number, months: number): number | undefined {
  if (months === 0) return undefined;
  const { year, month } = dateOf(Math.floor(time / DAY));
  const moved = Math.floor((year * 12 + month - 1 + months) / 12);
  return Math.abs(moved) > MAX_YEAR ? moved : undefined;
}
