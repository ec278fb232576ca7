import { unaryMath } from "../unary-math.ts";

export const log10 = unaryMath({
  name: "log10",
  summary: "The logarithm to base 10.",
  compute: Math.log10,
  fault: (value) => (value <= 0 ? "Log of non-positive number" : undefined),
  examples: [
    { query: "LOG10(1000)", result: 3, type: "double" },
    { query: "LOG10(0)", result: null, type: "double", warning: "java.lang.ArithmeticException: Log of non-positive number" },
  ],
});
