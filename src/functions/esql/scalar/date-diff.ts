import { suggest } from "../../../diagnostics/index.ts";
import type { TimeZone } from "../../../event/time-zone.ts";
import { CALENDAR_UNITS, DATE_UNITS, UNIT_MILLISECONDS } from "../date-units.ts";
import { scalar } from "../define.ts";
import { fail, ILLEGAL_ARGUMENT, INVALID_ARGUMENT } from "../exceptions.ts";
import type { EsqlArgument, EsqlCallContext } from "../function.ts";
import { nanosOf } from "../times.ts";
import { DATE, STRING } from "../type-sets.ts";
import { zoneOf } from "../zone.ts";
import { isInt } from "../whole.ts";

const PARTS = "[YEAR, QUARTER, MONTH, DAYOFYEAR, DAY, WEEK, WEEKDAY, HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND, NANOSECOND]";

function unitFault(unit: string): string {
  const close = suggest(unit.toLowerCase(), [...DATE_UNITS.keys()]);
  if (close.length > 0) return `Received value [${unit}] is not valid date part to add; did you mean [${close.join(", ")}]?`;
  return `A value of ${PARTS} or their aliases is required; received [${unit}]`;
}

const instantReader = (argument: EsqlArgument | undefined): ((value: unknown) => bigint) =>
  argument?.type === "date_nanos" ? (value) => value as bigint : (value) => nanosOf(value as number);

/** Nanoseconds of the local time of an instant. */
const inZone = (zone: TimeZone | undefined, nanos: bigint): bigint =>
  zone ? nanos + nanosOf(zone.offsetAt(Math.floor(Number(nanos) / 1e6))) : nanos;

const integer = (value: bigint | number, context: EsqlCallContext): number | null =>
  isInt(Number(value)) ? Number(value) : fail(context, INVALID_ARGUMENT, `[${value}] out of [integer] range`);

export const dateDiff = scalar({
  name: "date_diff",
  summary: "How many whole units lie between two dates; negative where the second is before the first. `m` is a month, `mi` a minute.",
  params: [
    { name: "unit", types: STRING },
    { name: "startTimestamp", types: DATE },
    { name: "endTimestamp", types: DATE },
  ],
  result: ([unit]) => {
    const name = unit?.constant;
    return typeof name === "string" && !DATE_UNITS.has(name.toLowerCase()) ? { fault: unitFault(name), argument: 0 } : "integer";
  },
  zoned: true,
  prepare: ([, start, end], options) => {
    const zone = zoneOf(options);
    const [startOf, endOf] = [instantReader(start), instantReader(end)];
    const inMillis = start?.type === "date" && end?.type === "date";
    return ([unit, from, to], context) => {
      const name = (unit as string).toLowerCase();
      const local = zone && CALENDAR_UNITS.has(name) ? zone : undefined;
      const length = inMillis && !local ? UNIT_MILLISECONDS.get(name) : undefined;
      const passed = length === undefined ? Number.NaN : (to as number) - (from as number);
      if (length !== undefined && Number.isSafeInteger(passed)) return integer(Math.trunc(passed / length) + 0, context);
      const difference = DATE_UNITS.get(name);
      if (!difference) return fail(context, ILLEGAL_ARGUMENT, unitFault(unit as string));
      return integer(difference(inZone(local, startOf(from)), inZone(local, endOf(to))), context);
    };
  },
  examples: [
    { query: 'DATE_DIFF("m", "2025-01-31"::date, "2025-03-01"::date)', result: 1, type: "integer" },
    { query: 'DATE_DIFF("year", "2023-12-31T23:59:59Z"::date, "2024-12-31T23:59:58Z"::date)', result: 0, type: "integer" },
    { query: 'DATE_DIFF("minutes", "2024-01-01T00:02:30Z"::date, "2024-01-01"::date)', result: -2, type: "integer" },
    {
      query: 'DATE_DIFF("seconds", "2024-01-01T00:00:00.9Z"::date_nanos, "2024-01-01T00:00:02Z"::date)',
      result: 1,
      type: "integer",
      note: "one of each kind",
    },
    { query: 'DATE_DIFF("microseconds", "2023-12-02T11:00:00Z"::date, "2023-12-02T11:00:00.001Z"::date)', result: 1000, type: "integer" },
    {
      query: 'DATE_DIFF("nanoseconds", "2023-12-02T11:00:00Z"::date, "2023-12-23T11:00:00Z"::date)',
      result: null,
      type: "integer",
      warning: "org.elasticsearch.xpack.esql.core.InvalidArgumentException: [1814400000000000] out of [integer] range",
    },
  ],
});
