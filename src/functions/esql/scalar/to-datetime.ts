import { type Convert, conversion, same } from "../conversion.ts";
import { decimalTo, wholeTo } from "../convert-number.ts";
import { fail, ILLEGAL_ARGUMENT } from "../exceptions.ts";
import { millisOf, parseDate } from "../times.ts";

const fromText: Convert = (value, context, zone) => {
  const time = parseDate(value as string, zone);
  if (!Number.isNaN(time)) return time;
  return fail(context, ILLEGAL_ARGUMENT, `failed to parse date field [${value as string}] with format [strict_date_optional_time]`);
};

/** A date is a number of milliseconds, so what is past a safe integer loses its last digits. */
const fromWhole: Convert = (value, context) => {
  const whole = wholeTo("long")(value, context);
  return whole === null ? null : Number(whole);
};

const fromDecimal: Convert = (value, context) => {
  const whole = decimalTo("long")(value, context);
  return whole === null ? null : Number(whole);
};

export const toDatetime = conversion({
  name: "to_datetime",
  aliases: ["to_dt"],
  summary: "A date of a text in ISO 8601, or of milliseconds since the epoch.",
  to: "date",
  zoned: true,
  from: {
    date: same,
    date_nanos: (value) => millisOf(value as bigint),
    keyword: fromText,
    text: fromText,
    double: fromDecimal,
    integer: same,
    long: fromWhole,
    unsigned_long: fromWhole,
  },
  examples: [
    { query: 'TO_DATETIME("1953-09-02")', result: -515376000000, type: "date" },
    { query: 'TO_DATETIME("2024-05-01T12:00:00.123+02:00")', result: 1714557600123, type: "date" },
    { query: "TO_DT([501379200, 520128000])", result: [501379200, 520128000], type: "date" },
    {
      query: 'TO_DATETIME("1964-06-02 00:00:00")',
      result: null,
      type: "date",
      warning:
        "java.lang.IllegalArgumentException: failed to parse date field [1964-06-02 00:00:00] with format [strict_date_optional_time]",
    },
  ],
});
