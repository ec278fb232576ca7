import { scalar, typeOf } from "../define.ts";
import { COLUMN } from "../type-sets.ts";
import { valuesOf } from "../value.ts";

export const mvFirst = scalar({
  name: "mv_first",
  summary: "The first of several values; values of a field come sorted.",
  params: [{ name: "field", types: COLUMN }],
  multi: "own",
  result: typeOf(0),
  evaluate: ([value]) => valuesOf(value ?? null)[0] ?? null,
  examples: [
    { query: 'MV_FIRST(["foo", "zoo", "bar"])', result: "foo", type: "keyword" },
    { query: "MV_FIRST(3)", result: 3, type: "integer" },
  ],
});
