import { addSpans, arithmetic, isDateBesideSpan, moveDate } from "../arithmetic.ts";
import { type EsqlType, isSpanType } from "../type.ts";
import { DATE, NUMERIC, SPAN } from "../type-sets.ts";
import type { TimeSpan } from "../value.ts";

const TYPES = [...NUMERIC, ...DATE, ...SPAN];

function result(left: EsqlType, right: EsqlType): EsqlType | undefined {
  if (isSpanType(left) && (right === left || right === "null")) return left;
  if (isSpanType(right) && left === "null") return right;
  if (isDateBesideSpan(left, right)) return left;
  return isDateBesideSpan(right, left) ? right : undefined;
}

export const add = arithmetic({
  sign: "+",
  summary: "The sum of two numbers, a date moved by a time span, or the sum of two time spans of one kind.",
  params: [
    { name: "left", types: TYPES },
    { name: "right", types: TYPES },
  ],
  temporal: {
    result,
    prepare: (left, right, zone) => {
      if (isSpanType(left) && isSpanType(right)) return ([a, b]) => addSpans(a as TimeSpan, b as TimeSpan, 1);
      return isDateBesideSpan(left, right) ? moveDate(0, 1, left, 1, zone) : moveDate(1, 0, right, 1, zone);
    },
  },
  examples: [
    { query: "1 + 2", result: 3, type: "integer" },
    { query: "1 + 2.5", result: 3.5, type: "double" },
    { query: "2147483647 + 1", result: null, type: "integer", warning: "java.lang.ArithmeticException: integer overflow" },
    { query: "9007199254740993 + 1", result: 9007199254740994n, type: "long", note: "longs stay exact" },
    { query: "9223372036854775807 + 1", result: null, type: "long", warning: "java.lang.ArithmeticException: long overflow" },
    { query: '"2024-01-31"::date + 1 month', result: 1709164800000, type: "date" },
    {
      query: "TO_DT(0) + 2147483647 years",
      result: null,
      type: "date",
      warning: "java.time.DateTimeException: Invalid value for Year (valid values -999999999 - 999999999): 2147485617",
    },
    { query: "TO_DT(9223372036854775807) + 1 day", result: null, type: "date", warning: "java.lang.ArithmeticException: long overflow" },
    { query: '1 hour + "2024-01-31"::date', result: 1706662800000, type: "date" },
  ],
});
