import { scalar } from "../define.ts";
import { NUMERIC } from "../type-sets.ts";
import { finite } from "../unary-math.ts";

export const toDegrees = scalar({
  name: "to_degrees",
  summary: "An angle in radians as degrees.",
  params: [{ name: "number", types: NUMERIC }],
  multi: "each",
  result: "double",
  evaluate: ([value], context) => finite((Number(value) * 180) / Math.PI, context),
  examples: [{ query: "TO_DEGREES(PI())", result: 180, type: "double" }],
});
