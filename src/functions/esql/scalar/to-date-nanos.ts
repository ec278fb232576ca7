import { type Convert, conversion, same } from "../conversion.ts";
import { decimalTo, wholeTo } from "../convert-number.ts";
import { fail, ILLEGAL_ARGUMENT } from "../exceptions.ts";
import type { EsqlCallContext } from "../function.ts";
import { isNanosInRange, nanosOf, parseNanos } from "../times.ts";
import type { Whole } from "../whole.ts";

const stored = (nanos: bigint, context: EsqlCallContext): bigint | null =>
  isNanosInRange(nanos) ? nanos : fail(context, ILLEGAL_ARGUMENT, rangeFault(nanos));

const rangeFault = (nanos: bigint): string =>
  nanos < 0n ? "Nanosecond dates before 1970 are not supported." : "the date is after 2262-04-11T23:47:16.854775807";

const fromText: Convert = (value, context, zone) => {
  const nanos = parseNanos(value as string, zone);
  if (nanos !== undefined) return stored(nanos, context);
  return fail(context, ILLEGAL_ARGUMENT, `failed to parse date field [${value as string}] with format [strict_date_optional_time_nanos]`);
};

const fromWhole: Convert = (value, context) => {
  const whole = wholeTo("long")(value, context) as Whole | null;
  return whole === null ? null : stored(BigInt(whole), context);
};

const fromDecimal: Convert = (value, context) => {
  const whole = decimalTo("long")(value, context) as Whole | null;
  return whole === null ? null : stored(BigInt(whole), context);
};

export const toDateNanos = conversion({
  name: "to_date_nanos",
  aliases: ["to_datenanos"],
  summary: "A date with nanoseconds (1970 to 2262) of a text in ISO 8601, a date, or nanoseconds since the epoch.",
  to: "date_nanos",
  zoned: true,
  from: {
    date: (value, context) => stored(nanosOf(value as number), context),
    date_nanos: same,
    keyword: fromText,
    text: fromText,
    double: fromDecimal,
    long: fromWhole,
    unsigned_long: fromWhole,
  },
  examples: [
    { query: 'TO_DATE_NANOS("2023-10-23T13:55:01.543123456Z")', result: 1698069301543123456n, type: "date_nanos" },
    {
      query: 'TO_DATE_NANOS("1969-12-31")',
      result: null,
      type: "date_nanos",
      warning: "java.lang.IllegalArgumentException: Nanosecond dates before 1970 are not supported.",
    },
  ],
});
