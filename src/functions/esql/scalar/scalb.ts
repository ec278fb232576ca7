import { scalar } from "../define.ts";
import { NUMERIC } from "../type-sets.ts";
import { finite } from "../unary-math.ts";

export const scalb = scalar({
  name: "scalb",
  summary: "The number times two to the power of the scale factor.",
  params: [
    { name: "d", types: NUMERIC },
    { name: "scaleFactor", types: ["integer", "long"] },
  ],
  result: "double",
  evaluate: ([value, factor], context) => finite(Number(value) * 2 ** Number(factor), context),
  examples: [{ query: "SCALB(3.0, 10)", result: 3072, type: "double" }],
});
