import { scalar } from "../define.ts";
import { COLUMN } from "../type-sets.ts";
import { valuesOf } from "../value.ts";

export const mvCount = scalar({
  name: "mv_count",
  summary: "How many values there are.",
  params: [{ name: "field", types: COLUMN }],
  multi: "own",
  result: "integer",
  evaluate: ([value]) => valuesOf(value ?? null).length,
  examples: [
    { query: 'MV_COUNT(["foo", "zoo", "bar"])', result: 3, type: "integer" },
    { query: "MV_COUNT(5)", result: 1, type: "integer" },
    { query: "MV_COUNT(null)", result: null, type: "integer" },
  ],
});
