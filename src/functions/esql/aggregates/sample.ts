import { aggregate, typeOf } from "../define.ts";
import { keyOf } from "../distinct.ts";
import { hash } from "../hyper-log-log.ts";
import { pack, type Packed, unpacker } from "../pack.ts";
import { COLUMN } from "../type-sets.ts";
import { valueOf, valuesOf } from "../value.ts";

/** A hash of the value and the value, in the order of the hashes. */
type Entry = readonly [number, Packed];

const rankOf = (value: Parameters<typeof keyOf>[0]): number => {
  const [high, low] = hash(keyOf(value));
  return high * 2 ** 21 + (low >>> 11);
};

const byRank = ([a, left]: Entry, [b, right]: Entry): number => a - b || (left < right ? -1 : left > right ? 1 : 0);

export const sample = aggregate<Entry[]>({
  name: "sample",
  summary:
    "So many of the values. Elasticsearch takes them at random; here a hash of the values decides, so that the same rows always give the same sample.",
  params: [
    { name: "field", types: COLUMN },
    { name: "limit", types: ["integer"], constant: true },
  ],
  result: (args) => {
    const limit = args[1]?.constant;
    if (typeof limit !== "number") return { fault: "the limit must be a constant", argument: 1 };
    return limit > 0 ? typeOf(0)(args) : { fault: `Limit must be greater than 0, found [${limit}]`, argument: 1 };
  },
  prepare: ([field, limit]) => {
    const count = Number(limit?.constant);
    const unpack = unpacker(field?.type ?? "null");
    const merge = (earlier: Entry[], later: readonly Entry[]): Entry[] => [...earlier, ...later].sort(byRank).slice(0, count);
    return {
      init: () => [],
      add: (state, [value = null]) => {
        const entries = valuesOf(value).map((each): Entry => [rankOf(each), pack(each)]);
        const last = state.length === count ? state[count - 1] : undefined;
        return entries.every((entry) => last && byRank(entry, last) >= 0) ? state : merge(state, entries);
      },
      merge,
      finish: (state) => valueOf(state.map(([, value]) => unpack(value))),
    };
  },
  examples: [
    { query: "SAMPLE(x, 5)", columns: { x: { type: "integer", values: [7, 7, null] } }, result: [7, 7], type: "integer" },
    { query: "SAMPLE(x, 1)", columns: { x: { type: "keyword", values: ["a"] } }, result: "a", type: "keyword" },
  ],
});
