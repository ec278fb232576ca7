import { arithmetic } from "./arithmetic.ts";
import { defineFunction } from "./query-function.ts";

export const divide = defineFunction({
  name: "divide",
  summary: "The first number divided by the second; two integers give an integer, cut toward zero.",
  params: [
    { name: "dividend", type: "number" },
    { name: "divisor", type: "number" },
    { name: "decimal", type: "boolean", optional: true, internal: true },
  ],
  result: "number",
  foldable: false,
  examples: [
    { args: [83, 2], result: 41 },
    { args: [-7, 2], result: -3 },
    { args: [7, 2.5], result: 2.8 },
    { args: [7, 2, true], result: 3.5, note: "one side is of a decimal type" },
    { args: [1, 0], result: null, note: "integer division by zero" },
    { args: [0.5, 0], result: Number.POSITIVE_INFINITY },
  ],
  evaluate: ([left, right, decimal]) => arithmetic("/", left, right, decimal === true),
});
