import { arithmetic } from "../arithmetic.ts";

export const divide = arithmetic({
  sign: "/",
  summary: "The quotient of two numbers; of two whole numbers without its fraction.",
  examples: [
    { query: "7 / 2", result: 3, type: "integer" },
    { query: "-7 / 2", result: -3, type: "integer" },
    { query: "7 / 2.0", result: 3.5, type: "double" },
    { query: "1 / 0", result: null, type: "integer", warning: "java.lang.ArithmeticException: / by zero" },
    { query: "1.0 / 0", result: null, type: "double", warning: "java.lang.ArithmeticException: / by zero" },
  ],
});
