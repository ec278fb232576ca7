import { unaryMath } from "../unary-math.ts";

export const sin = unaryMath({
  name: "sin",
  summary: "The sine of an angle in radians.",
  compute: Math.sin,

  examples: [{ query: "SIN(0)", result: 0, type: "double" }],
});
