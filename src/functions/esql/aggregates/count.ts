import { aggregate } from "../define.ts";
import { ANY } from "../type-sets.ts";
import { valuesOf } from "../value.ts";

export const count = aggregate<number>({
  name: "count",
  summary: "How many values there are; `COUNT(*)` and `COUNT()` count rows.",
  params: [{ name: "field", types: [...ANY, "null"], optional: true }],
  result: "long",
  prepare: (args) => ({
    init: () => 0,
    add: args.length === 0 ? (state) => state + 1 : (state, [value = null]) => state + valuesOf(value).length,
    merge: (earlier, later) => earlier + later,
    finish: (state) => state,
  }),
  examples: [
    { query: "COUNT(x)", columns: { x: { type: "integer", values: [1, [2, 3], null] } }, result: 3, type: "long" },
    { query: "COUNT(*)", columns: { x: { type: "integer", values: [1, [2, 3], null] } }, result: 3, type: "long" },
    { query: "COUNT(x)", columns: { x: { type: "integer", values: [] } }, result: 0, type: "long" },
  ],
});
