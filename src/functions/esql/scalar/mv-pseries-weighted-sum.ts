import { scalar } from "../define.ts";
import { addExactly, type ExactSum, totalOf } from "../exact-sum.ts";
import { single } from "../sets.ts";
import type { EsqlType } from "../type.ts";
import { finite } from "../unary-math.ts";
import { valuesOf } from "../value.ts";

const DOUBLE: readonly EsqlType[] = ["double"];

export const mvPseriesWeightedSum = scalar({
  name: "mv_pseries_weighted_sum",
  summary: "The sum of the values, each divided by its place (from 1) to the power of p.",
  params: [
    { name: "number", types: DOUBLE },
    { name: "p", types: DOUBLE },
  ],
  multi: "own",
  result: "double",
  evaluate: ([value = null, power = null], context) => {
    const p = single(power);
    if (p === undefined) return null;
    const sum: ExactSum = [];
    for (const [i, item] of valuesOf(value).entries()) addExactly(sum, (item as number) / (i + 1) ** (p as number));
    return finite(totalOf(sum), context);
  },
  examples: [{ query: "MV_PSERIES_WEIGHTED_SUM([70.0, 45.0, 21.0], 1.0)", result: 99.5, type: "double" }],
});
