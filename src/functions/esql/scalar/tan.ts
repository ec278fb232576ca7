import { unaryMath } from "../unary-math.ts";

export const tan = unaryMath({
  name: "tan",
  summary: "The tangent of an angle in radians.",
  compute: Math.tan,

  examples: [{ query: "TAN(0)", result: 0, type: "double" }],
});
