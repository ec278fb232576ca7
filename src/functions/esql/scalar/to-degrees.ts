import { scalar } from "../define.ts";
import { NUMERIC } from "../type-sets.ts";
import { finite } from "../unary-math.ts";

/** Java multiplies with this one number. */
const DEGREES = 57.29577951308232;

export const toDegrees = scalar({
  name: "to_degrees",
  summary: "An angle in radians as degrees.",
  params: [{ name: "number", types: NUMERIC }],
  multi: "each",
  result: "double",
  evaluate: ([value], context) => finite(Number(value) * DEGREES, context),
  examples: [{ query: "TO_DEGREES(PI())", result: 180, type: "double" }],
});
