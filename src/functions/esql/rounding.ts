import { DAY, dateOf, daysOf, HOUR, MINUTE, SECOND } from "../../event/calendar.ts";
import type { TimeZone } from "../../event/time-zone.ts";
import { isFault } from "./define.ts";
import { toInstant } from "./zone.ts";
import type { TimeSpan } from "./value.ts";

/** Dates cut down to the start of a bucket (UTC). */
export interface Rounding {
  /** The start of the bucket that an instant lies in; epoch milliseconds. */
  down(time: number): number;
  /** The start of the bucket after the one that starts there. */
  next(start: number): number;
}

const WEEK = 7 * DAY;
/** 1970-01-01 was a Thursday; weeks start on Monday. */
const WEEK_ORIGIN = 4 * DAY;

/** Buckets of a fixed length from the epoch on. */
const fixed = (length: number, origin = 0): Rounding => ({
  down: (time) => Math.floor((time - origin) / length) * length + origin,
  next: (start) => start + length,
});

/** Buckets of calendar months, counted from January of the year 1. */
function monthly(count: number): Rounding {
  const startOf = (month: number): number => {
    const year = Math.floor(month / 12);
    return daysOf(year + 1, month - year * 12 + 1, 1) * DAY;
  };
  const bucketOf = (time: number): number => {
    const { year, month } = dateOf(Math.floor(time / DAY));
    return Math.floor(((year - 1) * 12 + month - 1) / count);
  };
  return { down: (time) => startOf(bucketOf(time) * count), next: (start) => startOf((bucketOf(start) + 1) * count) };
}

/** The same buckets of local time. */
const inZone = (zone: TimeZone, { down, next }: Rounding): Rounding => ({
  down: (time) => {
    const offset = zone.offsetAt(time);
    return toInstant(zone, down(time + offset), offset);
  },
  next: (start) => {
    const offset = zone.offsetAt(start);
    return toInstant(zone, next(start + offset), offset);
  },
});

/** Buckets as long as a time span, of one unit and more than nothing; of local time where a zone is given. */
export function roundingOf(span: TimeSpan, zone?: TimeZone): Rounding | { readonly fault: string } {
  const rounding = utcRounding(span);
  return zone && !isFault(rounding) ? inZone(zone, rounding) : rounding;
}

function utcRounding({ months, days, milliseconds }: TimeSpan): Rounding | { readonly fault: string } {
  const parts = [months, days, milliseconds].filter((part) => part !== 0);
  if (parts.length > 1) return { fault: "Time interval with multiple periods is not supported" };
  if ((parts[0] ?? 0) <= 0) return { fault: "Zero or negative time interval is not supported" };
  if (months > 0) return monthly(months);
  if (days === 7) return fixed(WEEK, WEEK_ORIGIN);
  return fixed(days > 0 ? days * DAY : milliseconds);
}

// biome-ignore format: table
const FINE: readonly Rounding[] = [
  fixed(DAY), fixed(12 * HOUR), fixed(3 * HOUR), fixed(HOUR), fixed(30 * MINUTE), fixed(10 * MINUTE), fixed(5 * MINUTE), fixed(MINUTE),
  fixed(30 * SECOND), fixed(10 * SECOND), fixed(5 * SECOND), fixed(SECOND), fixed(100), fixed(50), fixed(10), fixed(1),
];
const COARSE: readonly Rounding[] = [fixed(WEEK, WEEK_ORIGIN), monthly(1), monthly(12)];

/** The finest of a set of usual lengths that parts the range into at most so many buckets; else years. */
export function roundingFor(buckets: number, from: number, to: number, zone?: TimeZone): Rounding {
  const placed = (rounding: Rounding): Rounding => (zone ? inZone(zone, rounding) : rounding);
  const fits = (utc: Rounding): boolean => {
    const rounding = placed(utc);
    let start = rounding.down(from);
    for (let used = 0; used < buckets; used++) {
      start = rounding.next(start);
      if (start >= to) return true;
    }
    return false;
  };
  return placed(FINE.findLast(fits) ?? COARSE.find(fits) ?? (COARSE[COARSE.length - 1] as Rounding));
}
