import { scalar } from "../define.ts";
import { NUMERIC } from "../type-sets.ts";
import { finite } from "../unary-math.ts";

export const hypot = scalar({
  name: "hypot",
  summary: "The length of the hypotenuse over two legs.",
  params: [
    { name: "number1", types: NUMERIC },
    { name: "number2", types: NUMERIC },
  ],
  result: "double",
  evaluate: ([a, b], context) => finite(Math.hypot(Number(a), Number(b)), context),
  examples: [{ query: "HYPOT(3, 4)", result: 5, type: "double" }],
});
