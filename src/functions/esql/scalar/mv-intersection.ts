import { setFunction } from "../sets.ts";

export const mvIntersection = setFunction({
  name: "mv_intersection",
  summary: "The values that both arguments have, without repeats; null where there are none.",
  combine: (a, b) => {
    const known = new Set(b);
    return [...new Set(a)].filter((value) => known.has(value));
  },
  examples: [
    { query: "MV_INTERSECTION([1, 2, 3, 4, 5], [2, 3, 4, 5, 6])", result: [2, 3, 4, 5], type: "integer" },
    { query: 'MV_INTERSECTION(["one", "two"], ["three"])', result: null, type: "keyword" },
    { query: "MV_INTERSECTION(null, [1, 2])", result: null, type: "integer" },
  ],
});
