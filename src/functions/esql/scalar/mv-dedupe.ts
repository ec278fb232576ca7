import { scalar, typeOf } from "../define.ts";
import { COLUMN } from "../type-sets.ts";
import { valueOf, valuesOf } from "../value.ts";

export const mvDedupe = scalar({
  name: "mv_dedupe",
  summary: "The values without repeats, in the order in which each comes first.",
  params: [{ name: "field", types: COLUMN }],
  multi: "own",
  result: typeOf(0),
  evaluate: ([value]) => valueOf([...new Set(valuesOf(value ?? null))]),
  examples: [
    { query: "MV_DEDUPE([1, 2, 2, 3])", result: [1, 2, 3], type: "integer" },
    { query: 'MV_DEDUPE(["b", "b"])', result: "b", type: "keyword" },
  ],
});
