import { setFunction } from "../sets.ts";

export const mvUnion = setFunction({
  name: "mv_union",
  summary: "The values of both arguments, without repeats. Null is a set without values.",
  nulls: "own",
  combine: (a, b) => [...new Set([...a, ...b])],
  examples: [
    { query: "MV_UNION([1, 2, 3], [2, 3, 4])", result: [1, 2, 3, 4], type: "integer" },
    { query: 'MV_UNION(["a", "b"], null)', result: ["a", "b"], type: "keyword" },
  ],
});
