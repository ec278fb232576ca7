import { addSpans, arithmetic, moveDate } from "../arithmetic.ts";
import { type EsqlType, isDateType, isSpanType } from "../type.ts";
import { DATE, NUMERIC, SPAN } from "../type-sets.ts";
import type { TimeSpan } from "../value.ts";

function result(left: EsqlType, right: EsqlType): EsqlType | undefined {
  if (isDateType(left) && (isSpanType(right) || right === "null")) return left;
  if (isSpanType(left) && (right === left || right === "null")) return left;
  return left === "null" && isSpanType(right) ? right : undefined;
}

export const subtract = arithmetic({
  sign: "-",
  summary: "The difference of two numbers, a date moved back by a time span, or the difference of two time spans of one kind.",
  params: [
    { name: "left", types: [...NUMERIC, ...DATE, ...SPAN] },
    { name: "right", types: [...NUMERIC, ...SPAN] },
  ],
  temporal: {
    result,
    prepare: (left, _right, zone) =>
      isSpanType(left) ? ([a, b]) => addSpans(a as TimeSpan, b as TimeSpan, -1) : moveDate(0, 1, left, -1, zone),
  },
  examples: [
    { query: "5 - 7", result: -2, type: "integer" },
    { query: "5 - 0.5", result: 4.5, type: "double" },
    { query: '"2024-03-31"::date - 1 month', result: 1709164800000, type: "date", note: "the last day of February" },
    { query: "1 - null", result: null, type: "integer", warning: "Expression [1 - null] always evaluates to NULL." },
  ],
});
