import { DAY, dateOf, HOUR, MINUTE, SECOND } from "../../event/calendar.ts";

/** The whole units from one instant to another, both in nanoseconds since the epoch; cut toward zero. */
type Difference = (start: bigint, end: bigint) => bigint;

const NANOS = 1_000_000n;

const exact =
  (milliseconds: number): Difference =>
  (start, end) =>
    (end - start) / (BigInt(milliseconds) * NANOS);

const nanos =
  (length: bigint): Difference =>
  (start, end) =>
    (end - start) / length;

const NANOS_PER_DAY = BigInt(DAY) * NANOS;

/** Whole months as java.time counts them: a month is full when its day and time of day are reached. */
const months =
  (count: number): Difference =>
  (start, end) =>
    BigInt(Math.trunc(monthsBetween(start, end) / count));

function monthsBetween(start: bigint, end: bigint): number {
  const [from, to] = [split(start), split(end)];
  let days = to.days;
  if (days > from.days && to.rest < from.rest) days--;
  else if (days < from.days && to.rest > from.rest) days++;
  const [a, b] = [dateOf(from.days), dateOf(days)];
  const packed = (b.year - a.year) * 12 * 32 + (b.month - a.month) * 32 + b.day - a.day;
  return Math.trunc(packed / 32);
}

function split(time: bigint): { readonly days: number; readonly rest: bigint } {
  const rest = ((time % NANOS_PER_DAY) + NANOS_PER_DAY) % NANOS_PER_DAY;
  return { days: Number((time - rest) / NANOS_PER_DAY), rest };
}

// biome-ignore format: table
const EXACT: readonly (readonly [milliseconds: number, ...names: string[]])[] = [
  [DAY, "dayofyear", "dy", "y", "day", "days", "dd", "d", "weekday", "weekdays", "dw"],
  [7 * DAY, "week", "weeks", "wk", "ww"],
  [HOUR, "hour", "hours", "hh"],
  [MINUTE, "minute", "minutes", "mi", "n"],
  [SECOND, "second", "seconds", "ss", "s"],
  [1, "millisecond", "milliseconds", "ms"],
];

// biome-ignore format: table
const UNITS: readonly (readonly [difference: Difference, ...names: string[]])[] = [
  [months(12), "year", "years", "yyyy", "yy"],
  [months(3), "quarter", "quarters", "qq", "q"],
  [months(1), "month", "months", "mm", "m"],
  ...EXACT.map(([milliseconds, ...names]) => [exact(milliseconds), ...names] as const),
  [nanos(1000n), "microsecond", "microseconds", "mcs"],
  [nanos(1n), "nanosecond", "nanoseconds", "ns"],
];

/** Of instants in milliseconds, all of whose differences are exact, where the unit is so many of them; by name in lower case. */
export const UNIT_MILLISECONDS: ReadonlyMap<string, number> = new Map(
  EXACT.flatMap(([milliseconds, ...names]) => names.map((name) => [name, milliseconds] as const)),
);

/** Units of the calendar, which java.time counts in local time: months and days, and what is made of them. */
export const CALENDAR_UNITS: ReadonlySet<string> = new Set([...UNITS.slice(0, 3), ...EXACT.slice(0, 2)].flatMap(([, ...names]) => names));

/** By name in lower case. */
export const DATE_UNITS: ReadonlyMap<string, Difference> = new Map(
  UNITS.flatMap(([difference, ...names]) => names.map((name) => [name, difference] as const)),
);
