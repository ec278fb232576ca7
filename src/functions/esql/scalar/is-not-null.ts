import { scalar } from "../define.ts";
import { ANY } from "../type-sets.ts";

export const isNotNull = scalar({
  name: "is not null",
  summary: "Whether there is a value.",
  params: [{ name: "value", types: ANY }],
  nulls: "own",
  multi: "own",
  anySeveral: true,
  result: "boolean",
  evaluate: ([value]) => value !== null,
  examples: [
    { query: "null is not null", result: false, type: "boolean" },
    { query: "[1, 2] is not null", result: true, type: "boolean" },
  ],
});
