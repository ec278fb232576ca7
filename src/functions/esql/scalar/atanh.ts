import { unaryMath } from "../unary-math.ts";

export const atanh = unaryMath({
  name: "atanh",
  summary: "The inverse hyperbolic tangent.",
  compute: Math.atanh,
  fault: (value) => (Math.abs(value) >= 1 ? "Atanh input out of range" : undefined),
  examples: [
    { query: "ATANH(0)", result: 0, type: "double" },
    { query: "ATANH(1)", result: null, type: "double", warning: "java.lang.ArithmeticException: Atanh input out of range" },
  ],
});
