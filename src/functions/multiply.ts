import { arithmetic } from "./arithmetic.ts";
import { defineFunction } from "./query-function.ts";

export const multiply = defineFunction({
  name: "multiply",
  summary: "The product of two numbers.",
  params: [
    { name: "multiplicand", type: "number" },
    { name: "multiplier", type: "number" },
    { name: "decimal", type: "boolean", optional: true, internal: true },
  ],
  result: "number",
  foldable: false,
  examples: [
    { args: [6, 7], result: 42 },
    { args: [2, 0.5], result: 1 },
    { args: [4611686018427387904n, 2], result: null, note: "an overflow" },
  ],
  evaluate: ([left, right, decimal]) => arithmetic("*", left, right, decimal === true),
});
