import { isFault, scalar } from "../define.ts";
import { COLUMN } from "../type-sets.ts";
import { valuesOf } from "../value.ts";
import { commonTypeOf, widener } from "../widen.ts";

export const mvContains = scalar({
  name: "mv_contains",
  summary: "Whether every value of the second argument is among those of the first. Null is a set without values.",
  aliases: ["mv_contains_all"],
  params: [
    { name: "superset", types: COLUMN },
    { name: "subset", types: COLUMN },
  ],
  nulls: "own",
  multi: "own",
  result: (args) => {
    const type = commonTypeOf(args);
    return isFault(type) ? type : "boolean";
  },
  prepare: (args) => {
    const type = commonTypeOf(args);
    if (isFault(type)) return type;
    const [superset, subset] = args.map((arg) => widener(arg.type, type));
    return ([all = null, some = null]) => {
      const known = new Set(valuesOf(superset?.(all) ?? null));
      return valuesOf(subset?.(some) ?? null).every((value) => known.has(value));
    };
  },
  examples: [
    { query: 'MV_CONTAINS(["a", "b", "c"], "a")', result: true, type: "boolean" },
    { query: 'MV_CONTAINS("a", ["a", "b"])', result: false, type: "boolean" },
    { query: 'MV_CONTAINS(null, "a")', result: false, type: "boolean" },
    { query: 'MV_CONTAINS("a", null)', result: true, type: "boolean" },
  ],
});
