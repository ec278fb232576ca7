import { unaryMath } from "../unary-math.ts";

export const exp = unaryMath({
  name: "exp",
  summary: "e to the power of the number.",
  compute: Math.exp,

  examples: [
    { query: "EXP(0)", result: 1, type: "double" },
    { query: "EXP(1000)", result: null, type: "double", warning: "java.lang.ArithmeticException: not a finite double number: Infinity" },
  ],
});
