import { scalar, typeOf } from "../define.ts";
import { MV_ORDERED } from "../multi.ts";
import { comparatorOf } from "../order.ts";
import { STRING } from "../type-sets.ts";
import { isMulti } from "../value.ts";

export const mvSort = scalar({
  name: "mv_sort",
  summary: "The values sorted: `ASC` (the default) or `DESC`.",
  params: [
    { name: "field", types: MV_ORDERED },
    { name: "order", types: STRING, optional: true, constant: true },
  ],
  multi: "own",
  result: typeOf(0),
  prepare: ([argument, direction]) => {
    const order = comparatorOf(argument?.type ?? "null");
    const wanted = String(direction?.constant ?? "ASC").toUpperCase();
    if (wanted !== "ASC" && wanted !== "DESC")
      return { fault: `Invalid order value, expected one of [ASC, DESC] but got [${String(direction?.constant)}]`, argument: 1 };
    return ([value = null]) => {
      if (!isMulti(value)) return value;
      return wanted === "ASC" ? value.toSorted(order) : value.toSorted((a, b) => order(b, a));
    };
  },
  examples: [
    { query: "MV_SORT([4, 2, -3, 2])", result: [-3, 2, 2, 4], type: "integer" },
    { query: 'MV_SORT([true, false, true], "DESC")', result: [true, true, false], type: "boolean" },
  ],
});
