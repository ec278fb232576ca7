import { unaryMath } from "../unary-math.ts";

export const cos = unaryMath({
  name: "cos",
  summary: "The cosine of an angle in radians.",
  compute: Math.cos,

  examples: [{ query: "COS(0)", result: 1, type: "double" }],
});
