import { setFunction } from "../sets.ts";

export const mvAppend = setFunction({
  name: "mv_append",
  summary: "The values of the first argument, then those of the second.",
  combine: (a, b) => [...a, ...b],
  examples: [
    { query: "MV_APPEND([1, 2], [2, 3])", result: [1, 2, 2, 3], type: "integer" },
    { query: 'MV_APPEND("a", null)', result: null, type: "keyword" },
  ],
});
