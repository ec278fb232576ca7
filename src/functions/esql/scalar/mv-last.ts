import { scalar, typeOf } from "../define.ts";
import { COLUMN } from "../type-sets.ts";
import { valuesOf } from "../value.ts";

export const mvLast = scalar({
  name: "mv_last",
  summary: "The last of several values; values of a field come sorted.",
  params: [{ name: "field", types: COLUMN }],
  multi: "own",
  result: typeOf(0),
  evaluate: ([value]) => valuesOf(value ?? null).at(-1) ?? null,
  examples: [{ query: 'MV_LAST(SPLIT("foo;bar;baz", ";"))', result: "baz", type: "keyword" }],
});
