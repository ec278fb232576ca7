import { isFault, scalar, typeOf } from "../define.ts";
import type { PreparedCall } from "../function.ts";
import { type Rounding, roundingOf } from "../rounding.ts";
import { millisOf, nanosOf } from "../times.ts";
import { DATE, SPAN } from "../type-sets.ts";
import { zoneOf } from "../zone.ts";
import type { TimeSpan } from "../value.ts";

/** The call that rounds argument `index`, a date or one with nanoseconds. */
export const rounder =
  ({ down }: Rounding, type: string, index: number): PreparedCall =>
  (args) => {
    const date = args[index];
    return type === "date_nanos" ? nanosOf(down(millisOf(date as bigint))) : down(date as number);
  };

export const dateTrunc = scalar({
  name: "date_trunc",
  summary: "The start of the interval that a date lies in (UTC). Weeks start on Monday; other intervals of several days count from 1970.",
  params: [
    { name: "interval", types: SPAN, constant: true },
    { name: "date", types: DATE },
  ],
  result: typeOf(1),
  zoned: true,
  prepare: ([interval, date], options) => {
    const span = interval?.constant;
    if (span === null) return () => null;
    if (span === undefined) return { fault: "the interval must be a constant", argument: 0 };
    const rounding = roundingOf(span as TimeSpan, zoneOf(options));
    return isFault(rounding) ? { ...rounding, argument: 0 } : rounder(rounding, date?.type ?? "null", 1);
  },
  examples: [
    { query: 'DATE_TRUNC(5 minutes, "2025-01-01T00:07:31Z"::date)', result: 1735689900000, type: "date" },
    { query: 'DATE_TRUNC(1 month, "1985-02-18"::date)', result: 476064000000, type: "date" },
    { query: 'DATE_TRUNC(1 week, "2024-05-01"::date)', result: 1714348800000, type: "date", note: "a Monday" },
    { query: 'DATE_TRUNC(240 hours, "1985-02-18"::date)', result: 476928000000, type: "date" },
    { query: 'DATE_TRUNC(1 hour, "2023-10-23T13:55:01.543123456Z"::date_nanos)', result: 1698066000000000000n, type: "date_nanos" },
  ],
});
