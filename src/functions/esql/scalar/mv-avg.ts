import { scalar } from "../define.ts";
import { addExactly, type ExactSum, totalOf } from "../exact-sum.ts";
import { NUMERIC } from "../type-sets.ts";
import { valuesOf } from "../value.ts";

export const mvAvg = scalar({
  name: "mv_avg",
  summary: "The mean of several values.",
  params: [{ name: "number", types: NUMERIC }],
  multi: "own",
  result: "double",
  evaluate: ([value = null]) => {
    const values = valuesOf(value);
    const sum: ExactSum = [];
    for (const item of values) addExactly(sum, Number(item));
    return totalOf(sum) / values.length;
  },
  examples: [
    { query: "MV_AVG([3, 5, 1, 6])", result: 3.75, type: "double" },
    { query: "MV_AVG(4)", result: 4, type: "double" },
  ],
});
