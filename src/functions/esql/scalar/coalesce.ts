import { isFault, scalar } from "../define.ts";
import { ANY } from "../type-sets.ts";
import { commonTypeOf, widener } from "../widen.ts";

export const coalesce = scalar({
  name: "coalesce",
  summary: "The first argument that is not null.",
  params: [
    { name: "first", types: [...ANY, "null"] },
    { name: "rest", types: [...ANY, "null"], variadic: true, optional: true },
  ],
  nulls: "own",
  multi: "own",
  lazy: true,
  result: commonTypeOf,
  prepare: (args) => {
    const type = commonTypeOf(args);
    if (isFault(type)) return type;
    const wideners = args.map((arg) => widener(arg.type, type));
    return (values) => {
      const i = values.findIndex((value) => value !== null);
      return i === -1 ? null : (wideners[i] as (typeof wideners)[0])(values[i] ?? null);
    };
  },
  examples: [
    { query: 'COALESCE(null, "b", "c")', result: "b", type: "keyword" },
    { query: "COALESCE(null, [1, 2])", result: [1, 2], type: "integer" },
    { query: "COALESCE(null, null)", result: null, type: "null" },
    { query: "COALESCE(null, 1, 2.0)", result: 1, type: "double" },
    { query: "COALESCE(9007199254740993, 2.5)", result: 9007199254740992, type: "double" },
    { query: 'COALESCE("2024-01-01"::date, "2025-01-01"::date_nanos)', result: 1_704_067_200_000_000_000n, type: "date_nanos" },
  ],
});
