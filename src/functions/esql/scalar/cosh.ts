import { unaryMath } from "../unary-math.ts";

export const cosh = unaryMath({
  name: "cosh",
  summary: "The hyperbolic cosine.",
  compute: Math.cosh,
  fault: (value) => (Math.abs(value) > 710 ? "cosh overflow" : undefined),
  examples: [
    { query: "COSH(0)", result: 1, type: "double" },
    { query: "COSH(711)", result: null, type: "double", warning: "java.lang.ArithmeticException: cosh overflow" },
  ],
});
