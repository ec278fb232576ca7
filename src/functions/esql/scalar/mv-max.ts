import { scalar, typeOf } from "../define.ts";
import { MV_ORDERED } from "../multi.ts";
import { comparatorOf } from "../order.ts";
import { valuesOf } from "../value.ts";

export const mvMax = scalar({
  name: "mv_max",
  summary: "The greatest of several values.",
  params: [{ name: "field", types: MV_ORDERED }],
  multi: "own",
  result: typeOf(0),
  prepare: ([argument]) => {
    const order = comparatorOf(argument?.type ?? "null");
    return ([value]) => valuesOf(value ?? null).reduce((greatest, each) => (order(each, greatest) > 0 ? each : greatest));
  },
  examples: [
    { query: "MV_MAX([-6, 12, 4])", result: 12, type: "integer" },
    { query: 'MV_MAX(["foo", "zoo", "bar"])', result: "zoo", type: "keyword" },
    { query: "MV_MAX([false, true])", result: true, type: "boolean" },
  ],
});
