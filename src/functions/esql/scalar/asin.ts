import { unaryMath } from "../unary-math.ts";

export const asin = unaryMath({
  name: "asin",
  summary: "The angle whose sine is the number, in radians.",
  compute: Math.asin,
  fault: (value) => (Math.abs(value) > 1 ? "Asin input out of range" : undefined),
  examples: [
    { query: "ASIN(1)", result: Math.PI / 2, type: "double" },
    { query: "ASIN(-2.0)", result: null, type: "double", warning: "java.lang.ArithmeticException: Asin input out of range" },
  ],
});
