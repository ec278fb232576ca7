import { arithmetic } from "./arithmetic.ts";
import { defineFunction } from "./query-function.ts";

export const add = defineFunction({
  name: "add",
  summary: "The sum of two numbers.",
  params: [
    { name: "augend", type: "number" },
    { name: "addend", type: "number" },
    { name: "decimal", type: "boolean", optional: true, internal: true },
  ],
  result: "number",
  foldable: false,
  examples: [
    { args: [1, 2], result: 3 },
    { args: [1, 0.5], result: 1.5 },
    { args: [null, 2], result: null },
    { args: [9007199254740991, 1], result: 9007199254740992n, note: "64-bit integers stay exact" },
    { args: [9223372036854775807n, 1], result: null, note: "an overflow" },
  ],
  evaluate: ([left, right, decimal]) => arithmetic("+", left, right, decimal === true),
});
