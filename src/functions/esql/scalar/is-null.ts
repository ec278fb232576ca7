import { scalar } from "../define.ts";
import { ANY } from "../type-sets.ts";

export const isNull = scalar({
  name: "is null",
  summary: "Whether there is no value.",
  params: [{ name: "value", types: ANY }],
  nulls: "own",
  multi: "own",
  anySeveral: true,
  result: "boolean",
  evaluate: ([value]) => value === null,
  examples: [
    { query: "null is null", result: true, type: "boolean" },
    { query: '"" is null', result: false, type: "boolean" },
    { query: "[1, 2] is null", result: false, type: "boolean" },
  ],
});
