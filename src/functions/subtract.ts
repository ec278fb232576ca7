import { arithmetic } from "./arithmetic.ts";
import { defineFunction } from "./query-function.ts";

export const subtract = defineFunction({
  name: "subtract",
  summary: "The first number less the second.",
  params: [
    { name: "minuend", type: "number" },
    { name: "subtrahend", type: "number" },
    { name: "decimal", type: "boolean", optional: true, internal: true },
  ],
  result: "number",
  foldable: false,
  examples: [
    { args: [5, 3], result: 2 },
    { args: [1, -5], result: 6 },
    { args: [5, null], result: null },
  ],
  evaluate: ([left, right, decimal]) => arithmetic("-", left, right, decimal === true),
});
