import { scalar, typeOf } from "../define.ts";
import { addExactly, type ExactSum, totalOf } from "../exact-sum.ts";
import { ARITHMETIC, fail } from "../exceptions.ts";
import { NUMERIC } from "../type-sets.ts";
import { finite } from "../unary-math.ts";
import { valuesOf } from "../value.ts";
import { fit, type Whole, type WholeType } from "../whole.ts";

export const mvSum = scalar({
  name: "mv_sum",
  summary: "The sum of several values.",
  params: [{ name: "number", types: NUMERIC }],
  multi: "own",
  result: typeOf(0),
  prepare: ([argument]) => {
    const type = argument?.type ?? "null";
    if (type === "double")
      return ([value = null], context) => {
        const sum: ExactSum = [];
        for (const item of valuesOf(value)) addExactly(sum, item as number);
        return finite(totalOf(sum), context);
      };
    return ([value = null], context) => {
      const total = valuesOf(value).reduce<bigint>((sum, item) => sum + BigInt(item as Whole), 0n);
      return fit(total, type as WholeType) ?? fail(context, ARITHMETIC, `${type} overflow`);
    };
  },
  examples: [
    { query: "MV_SUM([3, 5, 6])", result: 14, type: "integer" },
    { query: "MV_SUM([0.1, 0.2, 0.3])", result: 0.6, type: "double" },
    { query: "MV_SUM([2147483647, 1])", result: null, type: "integer", warning: "java.lang.ArithmeticException: integer overflow" },
  ],
});
