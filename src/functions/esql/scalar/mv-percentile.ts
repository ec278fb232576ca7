import { decimalText } from "../../number-text.ts";
import { scalar, typeOf } from "../define.ts";
import { fail, ILLEGAL_ARGUMENT } from "../exceptions.ts";
import { percentileOf } from "../medians.ts";
import { comparatorOf } from "../order.ts";
import { single } from "../sets.ts";
import type { EsqlType } from "../type.ts";
import { valuesOf } from "../value.ts";
import type { Whole } from "../whole.ts";

const TYPES: readonly EsqlType[] = ["double", "integer", "long"];

export const mvPercentile = scalar({
  name: "mv_percentile",
  summary: "The value at a percentile, from 0 (the least) to 100 (the greatest).",
  params: [
    { name: "number", types: TYPES },
    { name: "percentile", types: TYPES },
  ],
  multi: "own",
  result: typeOf(0),
  prepare: ([argument]) => {
    const type = argument?.type ?? "null";
    const order = comparatorOf(type);
    return ([value = null, wanted = null], context) => {
      const percentile = Number(single(wanted) ?? Number.NaN);
      if (Number.isNaN(percentile)) return null;
      if (percentile < 0 || percentile > 100)
        return fail(
          context,
          ILLEGAL_ARGUMENT,
          `Percentile parameter must be a number between 0 and 100, found [${decimalText(percentile)}]`,
        );
      return percentileOf(valuesOf(value).toSorted(order) as Whole[], percentile, type);
    };
  },
  examples: [
    { query: "MV_PERCENTILE([5, 5, 10, 12, 5000], 50)", result: 10, type: "integer" },
    { query: "MV_PERCENTILE([1.0, 2.0], 25)", result: 1.25, type: "double" },
    {
      query: "MV_PERCENTILE([1, 2], 101)",
      result: null,
      type: "integer",
      warning: "java.lang.IllegalArgumentException: Percentile parameter must be a number between 0 and 100, found [101.0]",
    },
  ],
});
