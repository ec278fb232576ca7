import { scalar } from "../define.ts";
import { NUMERIC } from "../type-sets.ts";
import { finite } from "../unary-math.ts";

export const pow = scalar({
  name: "pow",
  summary: "The base raised to the power of the exponent.",
  params: [
    { name: "base", types: NUMERIC },
    { name: "exponent", types: NUMERIC },
  ],
  result: "double",
  evaluate: ([base, exponent], context) => finite(Number(base) ** Number(exponent), context),
  examples: [
    { query: "POW(2, 10)", result: 1024, type: "double" },
    { query: "POW(4, 0.5)", result: 2, type: "double" },
    {
      query: "POW(10, 400)",
      result: null,
      type: "double",
      warning: "java.lang.ArithmeticException: not a finite double number: Infinity",
    },
  ],
});
