import { scalar } from "../define.ts";
import { BOOLEAN } from "../type-sets.ts";

export const or = scalar({
  name: "or",
  summary: "True where one is; false where both are; else null.",
  params: [
    { name: "left", types: BOOLEAN },
    { name: "right", types: BOOLEAN },
  ],
  nulls: "own",
  multi: "own",
  lazy: true,
  result: "boolean",
  evaluate: ([a, b]) => (a === true || b === true ? true : a === false && b === false ? false : null),
  examples: [
    { query: "true or null", result: true, type: "boolean" },
    { query: "false or null", result: null, type: "boolean" },
    { query: "false or false", result: false, type: "boolean" },
  ],
});
