import { unaryMath } from "../unary-math.ts";

export const tanh = unaryMath({
  name: "tanh",
  summary: "The hyperbolic tangent.",
  compute: Math.tanh,

  examples: [{ query: "TANH(0)", result: 0, type: "double" }],
});
