import { aggregate, typeOf } from "../define.ts";
import { addDistinct, type Distinct, keyReader } from "../distinct.ts";
import { COLUMN } from "../type-sets.ts";
import { valueOf } from "../value.ts";

export const values = aggregate<Distinct>({
  name: "values",
  summary: "The distinct values, in the order in which they came.",
  params: [{ name: "field", types: COLUMN }],
  result: typeOf(0),
  prepare: ([argument]) => {
    const read = keyReader(argument?.type ?? "null");
    return {
      init: () => ({}),
      add: (state, [value = null]) => {
        addDistinct(state, value);
        return state;
      },
      merge: (earlier, later) => Object.assign(earlier, later),
      finish: (state) => valueOf(Object.keys(state).map(read)),
    };
  },
  examples: [
    { query: "VALUES(x)", columns: { x: { type: "keyword", values: ["b", ["a", "b"], null] } }, result: ["b", "a"], type: "keyword" },
    { query: "VALUES(x)", columns: { x: { type: "integer", values: [7, 7] } }, result: 7, type: "integer" },
    { query: "VALUES(x)", columns: { x: { type: "integer", values: [null] } }, result: null, type: "integer" },
  ],
});
