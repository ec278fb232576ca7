import { isFault, scalar } from "../define.ts";
import { comparatorOf } from "../order.ts";
import { single } from "../sets.ts";
import { ORDERED } from "../type-sets.ts";
import { valuesOf } from "../value.ts";
import { commonTypeOf, widener } from "../widen.ts";

export const mvInRange = scalar({
  name: "mv_in_range",
  summary:
    "Whether a value lies between two bounds, which are in the range unless `include_lower` or `include_upper` is false. Null, and a bound with several values, make it false.",
  params: [
    { name: "field", types: ORDERED },
    { name: "lower", types: ORDERED },
    { name: "upper", types: ORDERED },
  ],
  options: ["include_lower", "include_upper"],
  nulls: "own",
  multi: "own",
  result: (args) => {
    const type = commonTypeOf(args);
    return isFault(type) ? type : "boolean";
  },
  prepare: (args, options) => {
    const type = commonTypeOf(args);
    if (isFault(type)) return type;
    const order = comparatorOf(type);
    const wideners = args.map((arg) => widener(arg.type, type));
    const [least, greatest] = [options?.["include_lower"] === false ? 1 : 0, options?.["include_upper"] === false ? -1 : 0];
    return (values) => {
      const [field = null, from = null, to = null] = values.map((value, i) => wideners[i]?.(value) ?? null);
      const [lower, upper] = [single(from), single(to)];
      if (lower === undefined || upper === undefined) return false;
      return valuesOf(field).some((value) => order(value, lower) >= least && order(value, upper) <= greatest);
    };
  },
  examples: [
    { query: "MV_IN_RANGE([1, 5, 12], 10, 20)", result: true, type: "boolean" },
    { query: 'MV_IN_RANGE([1, 20], 10, 20, {"include_upper": false})', result: false, type: "boolean" },
    { query: "MV_IN_RANGE(null, 10, 20)", result: false, type: "boolean" },
  ],
});
