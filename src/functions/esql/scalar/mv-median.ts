import { scalar, typeOf } from "../define.ts";
import { medianOf } from "../medians.ts";
import { comparatorOf } from "../order.ts";
import { NUMERIC } from "../type-sets.ts";
import { valuesOf } from "../value.ts";

export const mvMedian = scalar({
  name: "mv_median",
  summary: "The value in the middle; of an even number the mean of the two in the middle.",
  params: [{ name: "number", types: NUMERIC }],
  multi: "own",
  result: typeOf(0),
  prepare: ([argument]) => {
    const type = argument?.type ?? "null";
    const order = comparatorOf(type);
    return ([value = null]) => medianOf(valuesOf(value).toSorted(order), type);
  },
  examples: [
    { query: "MV_MEDIAN([3, 5, 1])", result: 3, type: "integer" },
    { query: "MV_MEDIAN([3, 7, 1, 6])", result: 4, type: "integer", note: "whole numbers lose the fraction" },
    { query: "MV_MEDIAN([1.5, 2.5])", result: 2, type: "double" },
  ],
});
