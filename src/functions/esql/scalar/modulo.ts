import { arithmetic } from "../arithmetic.ts";

export const modulo = arithmetic({
  sign: "%",
  summary: "What division leaves, with the sign of the dividend.",
  examples: [
    { query: "7 % 3", result: 1, type: "integer" },
    { query: "-7 % 3", result: -1, type: "integer" },
    { query: "7.5 % 2", result: 1.5, type: "double" },
    { query: "7 % 0", result: null, type: "integer", warning: "java.lang.ArithmeticException: / by zero" },
  ],
});
