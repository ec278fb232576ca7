import { aggregate, isFault, noText } from "../define.ts";
import type { EsqlArgument, EsqlCallFault } from "../function.ts";
import { MV_ORDERED } from "../multi.ts";
import { comparatorOf } from "../order.ts";
import { pack, type Packed, packValue, type PackedValue, unpacker, valueUnpacker } from "../pack.ts";
import { COLUMN, STRING } from "../type-sets.ts";
import { type EsqlValue, valueOf, valuesOf } from "../value.ts";

/** What stands in the state: the value that is sorted by and, where another is asked for, that. */
type Entry = readonly [Packed, PackedValue?];

interface Settings {
  readonly limit: number;
  readonly sign: 1 | -1;
}

function settingsOf(args: readonly EsqlArgument[]): Settings | EsqlCallFault {
  const [, limit, order] = args.map(({ constant }) => constant);
  if (typeof limit !== "number") return { fault: "the limit must be a constant", argument: 1 };
  if (limit <= 0) return { fault: `Limit must be greater than 0, found [${limit}]`, argument: 1 };
  const wanted = args.length > 2 ? String(order).toUpperCase() : "ASC";
  if (wanted !== "ASC" && wanted !== "DESC")
    return { fault: `Invalid order value, expected [ASC, DESC] but got [${String(order)}]`, argument: 2 };
  return { limit, sign: wanted === "ASC" ? 1 : -1 };
}

export const top = aggregate<Entry[]>({
  name: "top",
  summary:
    "The least (`asc`, the default) or greatest (`desc`) so many values, repeats kept, in that order; with a fourth argument what it is in their rows.",
  params: [
    { name: "field", types: MV_ORDERED },
    { name: "limit", types: ["integer"], constant: true },
    { name: "order", types: STRING, optional: true, constant: true },
    { name: "outputField", types: COLUMN, optional: true },
  ],
  result: (args) => {
    const settings = settingsOf(args);
    return isFault(settings) ? settings : noText((args[3] ?? args[0])?.type ?? "null");
  },
  prepare: (args) => {
    const settings = settingsOf(args);
    if (isFault(settings)) return settings;
    const { limit, sign } = settings;
    const [field, , , output] = args;
    const order = comparatorOf(field?.type ?? "null");
    const unpack = unpacker(field?.type ?? "null");
    const unpackOutput = valueUnpacker(output?.type ?? "null");
    const merge = (earlier: Entry[], later: readonly Entry[]): Entry[] =>
      [...earlier, ...later].sort(([a], [b]) => sign * order(unpack(a), unpack(b))).slice(0, limit);
    /** Most values of a long run do not come among the first. */
    const misses = (state: readonly Entry[], [key]: Entry): boolean =>
      state.length === limit && sign * order(unpack(key), unpack((state[limit - 1] as Entry)[0])) >= 0;
    return {
      init: () => [],
      add: (state, [value = null, , , shown = null]) => {
        const entries = valuesOf(value).map((each): Entry => (output ? [pack(each), packValue(shown)] : [pack(each)]));
        const hits = entries.filter((entry) => !misses(state, entry));
        return hits.length === 0 ? state : merge(state, hits);
      },
      merge,
      finish: (state): EsqlValue =>
        valueOf(state.flatMap(([key, shown = null]) => (output ? valuesOf(unpackOutput(shown)) : [unpack(key)]))),
    };
  },
  examples: [
    { query: 'TOP(x, 2, "desc")', columns: { x: { type: "integer", values: [3, [9, 9], null, 1] } }, result: [9, 9], type: "integer" },
    { query: "TOP(x, 2)", columns: { x: { type: "keyword", values: ["b", "a", "c"] } }, result: ["a", "b"], type: "keyword" },
    {
      query: 'TOP(x, 1, "asc", y)',
      columns: { x: { type: "integer", values: [3, 1] }, y: { type: "keyword", values: ["three", "one"] } },
      result: "one",
      type: "keyword",
    },
  ],
});
