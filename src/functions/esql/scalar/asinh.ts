import { unaryMath } from "../unary-math.ts";

export const asinh = unaryMath({
  name: "asinh",
  summary: "The inverse hyperbolic sine.",
  compute: Math.asinh,

  examples: [{ query: "ASINH(0)", result: 0, type: "double" }],
});
