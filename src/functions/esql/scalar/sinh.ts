import { unaryMath } from "../unary-math.ts";

export const sinh = unaryMath({
  name: "sinh",
  summary: "The hyperbolic sine.",
  compute: Math.sinh,
  fault: (value) => (Math.abs(value) > 710 ? "sinh overflow" : undefined),
  examples: [
    { query: "SINH(0)", result: 0, type: "double" },
    { query: "SINH(711)", result: null, type: "double", warning: "java.lang.ArithmeticException: sinh overflow" },
  ],
});
