import { unaryMath } from "../unary-math.ts";

export const atan = unaryMath({
  name: "atan",
  summary: "The angle whose tangent is the number, in radians.",
  compute: Math.atan,

  examples: [{ query: "ATAN(1)", result: Math.PI / 4, type: "double" }],
});
