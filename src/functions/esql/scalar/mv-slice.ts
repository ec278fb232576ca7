import { scalar, typeOf } from "../define.ts";
import { fail, ILLEGAL_ARGUMENT, INVALID_ARGUMENT, SINGLE_VALUE } from "../exceptions.ts";
import { COLUMN, INTEGER } from "../type-sets.ts";
import { isMulti, valueOf, valuesOf } from "../value.ts";

function offsetsFault(start: number, end: number): string | undefined {
  if (start > end) return "Start offset is greater than end offset";
  return start < 0 && end >= 0 ? "Start and end offset have different signs" : undefined;
}

export const mvSlice = scalar({
  name: "mv_slice",
  summary: "The values from the index `start` to the index `end`, both counted from 0 and both in it; negative ones count from the end.",
  params: [
    { name: "field", types: COLUMN },
    { name: "start", types: INTEGER },
    { name: "end", types: INTEGER, optional: true },
  ],
  multi: "own",
  result: (args) => {
    const [start, end] = [args[1]?.constant, args[2]?.constant];
    const fault = typeof start === "number" && typeof end === "number" ? offsetsFault(start, end) : undefined;
    return fault === undefined ? typeOf(0)(args) : { fault, argument: 1 };
  },
  evaluate: ([value = null, start = null, last = start], context) => {
    if (isMulti(start) || isMulti(last)) return fail(context, ILLEGAL_ARGUMENT, SINGLE_VALUE);
    const [from, to] = [start as number, last as number];
    const fault = offsetsFault(from, to);
    if (fault !== undefined) return fail(context, INVALID_ARGUMENT, fault);
    const values = valuesOf(value);
    const index = (offset: number): number => (offset < 0 ? offset + values.length : offset);
    return valueOf(values.slice(Math.max(0, index(from)), Math.max(0, index(to) + 1)));
  },
  examples: [
    { query: "MV_SLICE([3, 1, 2], 0, 1)", result: [3, 1], type: "integer" },
    { query: "MV_SLICE([1, 2, 2, 3], -2, -1)", result: [2, 3], type: "integer" },
    { query: "MV_SLICE([1, 2, 3], 1)", result: 2, type: "integer" },
    { query: "MV_SLICE([1, 2], 5, 9)", result: null, type: "integer" },
  ],
});
