import { scalar } from "../define.ts";
import { BOOLEAN } from "../type-sets.ts";

export const and = scalar({
  name: "and",
  summary: "True where both are; false where one is; else null.",
  params: [
    { name: "left", types: BOOLEAN },
    { name: "right", types: BOOLEAN },
  ],
  nulls: "own",
  multi: "own",
  lazy: true,
  result: "boolean",
  evaluate: ([a, b]) => (a === false || b === false ? false : a === true && b === true ? true : null),
  examples: [
    { query: "true and null", result: null, type: "boolean" },
    { query: "false and null", result: false, type: "boolean" },
    { query: "true and true", result: true, type: "boolean" },
    { query: "[true, true] and true", result: null, type: "boolean", note: "several values are as null" },
  ],
});
