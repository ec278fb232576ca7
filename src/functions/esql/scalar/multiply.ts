import { arithmetic } from "../arithmetic.ts";

export const multiply = arithmetic({
  sign: "*",
  summary: "The product of two numbers.",
  examples: [
    { query: "3 * 4", result: 12, type: "integer" },
    { query: "3037000500 * 3037000499", result: 9223372033963249500n, type: "long" },
    { query: "3037000500 * 3037000500", result: null, type: "long", warning: "java.lang.ArithmeticException: long overflow" },
  ],
});
