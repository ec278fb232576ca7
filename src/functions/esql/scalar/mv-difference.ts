import { setFunction } from "../sets.ts";

export const mvDifference = setFunction({
  name: "mv_difference",
  summary: "The values of the first argument that the second has not, without repeats.",
  nulls: "own",
  combine: (a, b) => {
    const known = new Set(b);
    return [...new Set(a)].filter((value) => !known.has(value));
  },
  examples: [
    { query: 'MV_DIFFERENCE(["a", "b", "c"], "a")', result: ["b", "c"], type: "keyword" },
    { query: "MV_DIFFERENCE([1, 2], null)", result: [1, 2], type: "integer" },
    { query: "MV_DIFFERENCE(null, [1, 2])", result: null, type: "integer" },
  ],
});
