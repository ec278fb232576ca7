import { unaryMath } from "../unary-math.ts";

export const acosh = unaryMath({
  name: "acosh",
  summary: "The inverse hyperbolic cosine.",
  compute: Math.acosh,
  fault: (value) => (value < 1 ? "Acosh input out of range" : undefined),
  examples: [
    { query: "ACOSH(1)", result: 0, type: "double" },
    { query: "ACOSH(0.5)", result: null, type: "double", warning: "java.lang.ArithmeticException: Acosh input out of range" },
  ],
});
