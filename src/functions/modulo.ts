import { arithmetic } from "./arithmetic.ts";
import { defineFunction } from "./query-function.ts";

export const modulo = defineFunction({
  name: "modulo",
  summary: "What the division leaves, with the sign of the dividend.",
  params: [
    { name: "dividend", type: "number" },
    { name: "divisor", type: "number" },
    { name: "decimal", type: "boolean", optional: true, internal: true },
  ],
  result: "number",
  foldable: false,
  examples: [
    { args: [10, 3], result: 1 },
    { args: [-10, -6], result: -4 },
    { args: [10, -6], result: 4 },
    { args: [5.5, 2], result: 1.5 },
    { args: [1, 0], result: null, note: "integer division by zero" },
  ],
  evaluate: ([left, right, decimal]) => arithmetic("%", left, right, decimal === true),
});
