import { scalar, typeOf } from "../define.ts";
import { MV_ORDERED } from "../multi.ts";
import { comparatorOf } from "../order.ts";
import { valuesOf } from "../value.ts";

export const mvMin = scalar({
  name: "mv_min",
  summary: "The least of several values.",
  params: [{ name: "field", types: MV_ORDERED }],
  multi: "own",
  result: typeOf(0),
  prepare: ([argument]) => {
    const order = comparatorOf(argument?.type ?? "null");
    return ([value]) => valuesOf(value ?? null).reduce((least, each) => (order(each, least) < 0 ? each : least));
  },
  examples: [
    { query: "MV_MIN([2, 1])", result: 1, type: "integer" },
    { query: 'MV_MIN(["foo", "bar"])', result: "bar", type: "keyword" },
  ],
});
