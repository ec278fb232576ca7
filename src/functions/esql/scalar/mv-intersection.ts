import { isFault, scalar } from "../define.ts";
import { COLUMN } from "../type-sets.ts";
import { valueOf, valuesOf } from "../value.ts";
import { commonTypeOf } from "../widen.ts";

export const mvIntersection = scalar({
  name: "mv_intersection",
  summary: "The values that both arguments have, without repeats; null where there are none.",
  params: [
    { name: "field1", types: COLUMN },
    { name: "field2", types: COLUMN },
  ],
  multi: "own",
  result: (args) => {
    const type = commonTypeOf(args);
    if (isFault(type) || args.every(({ type: each }) => each === "null" || each === type || type === "keyword")) return type;
    return { fault: "both arguments must be of one type", argument: 1 };
  },
  evaluate: ([a = null, b = null]) => {
    const known = new Set(valuesOf(b));
    return valueOf([...new Set(valuesOf(a))].filter((value) => known.has(value)));
  },
  examples: [
    { query: "MV_INTERSECTION([1, 2, 3, 4, 5], [2, 3, 4, 5, 6])", result: [2, 3, 4, 5], type: "integer" },
    { query: 'MV_INTERSECTION(["one", "two"], ["three"])', result: null, type: "keyword" },
    { query: "MV_INTERSECTION(null, [1, 2])", result: null, type: "integer" },
  ],
});
