import { scalar, typeOf } from "../define.ts";
import { ARITHMETIC, fail } from "../exceptions.ts";
import { distanceOf, medianOf } from "../medians.ts";
import { comparatorOf } from "../order.ts";
import { NUMERIC } from "../type-sets.ts";
import { valuesOf } from "../value.ts";
import { fit, type Whole, type WholeType } from "../whole.ts";

export const mvMedianAbsoluteDeviation = scalar({
  name: "mv_median_absolute_deviation",
  summary: "The median of how far the values are from their median.",
  params: [{ name: "number", types: NUMERIC }],
  multi: "own",
  result: typeOf(0),
  prepare: ([argument]) => {
    const type = argument?.type ?? "null";
    const order = comparatorOf(type);
    return ([value = null], context) => {
      const values = valuesOf(value).toSorted(order);
      const median = medianOf(values, type);
      const deviation = medianOf(values.map((each) => distanceOf(each as Whole, median, type)).toSorted(order), type);
      if (type === "double") return deviation;
      return fit(BigInt(deviation), type as WholeType) ?? fail(context, ARITHMETIC, `${type} overflow`);
    };
  },
  examples: [
    { query: "MV_MEDIAN_ABSOLUTE_DEVIATION([0, 2, 5, 6])", result: 2, type: "integer" },
    { query: "MV_MEDIAN_ABSOLUTE_DEVIATION(7)", result: 0, type: "integer" },
  ],
});
