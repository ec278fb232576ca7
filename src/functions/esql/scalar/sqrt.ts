import { unaryMath } from "../unary-math.ts";

export const sqrt = unaryMath({
  name: "sqrt",
  summary: "The square root.",
  compute: Math.sqrt,
  fault: (value) => (value < 0 ? "Square root of negative" : undefined),
  examples: [
    { query: "SQRT(100)", result: 10, type: "double" },
    { query: "SQRT(-1)", result: null, type: "double", warning: "java.lang.ArithmeticException: Square root of negative" },
  ],
});
