import { unaryMath } from "../unary-math.ts";

export const acos = unaryMath({
  name: "acos",
  summary: "The angle whose cosine is the number, in radians.",
  compute: Math.acos,
  fault: (value) => (Math.abs(value) > 1 ? "Acos input out of range" : undefined),
  examples: [
    { query: "ACOS(1)", result: 0, type: "double" },
    { query: "ACOS(2)", result: null, type: "double", warning: "java.lang.ArithmeticException: Acos input out of range" },
  ],
});
