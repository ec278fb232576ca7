import { HOUR, MINUTE, SECOND } from "../../event/calendar.ts";
import type { TimeSpan } from "./value.ts";

type Unit = readonly [part: keyof TimeSpan, size: number];

const MONTHS_A_YEAR = 12;

/** The units of time spans in queries, in lower case. Those of months and days make a date_period, the others a time_duration. */
// biome-ignore format: table
export const SPAN_UNITS: ReadonlyMap<string, Unit> = new Map<string, Unit>(
  ([
    [["milliseconds", 1], "millisecond", "milliseconds", "ms"],
    [["milliseconds", SECOND], "second", "seconds", "sec", "s"],
    [["milliseconds", MINUTE], "minute", "minutes", "min", "m"],
    [["milliseconds", HOUR], "hour", "hours", "h"],
    [["days", 1], "day", "days", "d"],
    [["days", 7], "week", "weeks", "w"],
    [["months", 1], "month", "months", "mo"],
    [["months", 3], "quarter", "quarters", "q"],
    [["months", MONTHS_A_YEAR], "year", "years", "yr", "y"],
  ] as const).flatMap(([unit, ...names]) => names.map((name) => [name, unit] as const)),
);

const NONE: TimeSpan = { months: 0, days: 0, milliseconds: 0 };

const MOST_INT = 2 ** 31 - 1;
const MOST_LONG = 2 ** 63;

/** Java's Period holds years, months and days, each an integer; its Duration seconds, a long. */
function isInRange(count: number, [part, size]: Unit): boolean {
  const amount = Math.abs(count);
  if (part === "milliseconds") return amount <= MOST_LONG && (amount * size) / SECOND <= MOST_LONG;
  return (size === MONTHS_A_YEAR ? amount : amount * size) <= MOST_INT;
}

export interface TypedSpan {
  readonly type: "date_period" | "time_duration";
  readonly span: TimeSpan;
}

/** A time span of so many units; undefined for an unknown unit, and where it is out of range. */
export function timeSpan(count: number, name: string): TypedSpan | undefined {
  const unit = SPAN_UNITS.get(name.toLowerCase());
  if (!unit) return undefined;
  const [part, size] = unit;
  if (!isInRange(count, unit)) return undefined;
  return { type: part === "milliseconds" ? "time_duration" : "date_period", span: { ...NONE, [part]: count * size + 0 } };
}
