import { HOUR, MINUTE, SECOND } from "../../event/calendar.ts";
import type { TimeSpan } from "./value.ts";

type Unit = readonly [part: keyof TimeSpan, size: number];

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
    [["months", 12], "year", "years", "yr", "y"],
  ] as const).flatMap(([unit, ...names]) => names.map((name) => [name, unit] as const)),
);

const NONE: TimeSpan = { months: 0, days: 0, milliseconds: 0 };

/** A time span of so many units; undefined for an unknown unit. */
export function timeSpan(
  count: number,
  name: string,
): { readonly type: "date_period" | "time_duration"; readonly span: TimeSpan } | undefined {
  const unit = SPAN_UNITS.get(name.toLowerCase());
  if (!unit) return undefined;
  const [part, size] = unit;
  return { type: part === "milliseconds" ? "time_duration" : "date_period", span: { ...NONE, [part]: count * size } };
}
