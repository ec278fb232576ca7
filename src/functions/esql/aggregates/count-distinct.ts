import { aggregate } from "../define.ts";
import { addDistinct, type Distinct } from "../distinct.ts";
import { addText, estimate, mergeRegisters, newRegisters, type Registers } from "../hyper-log-log.ts";
import { ORDERED } from "../type-sets.ts";

/** Up to so many distinct values the count is exact; past it it is an estimate. Elasticsearch's greatest precision. */
export const EXACT_DISTINCT = 40_000;

interface Exact {
  readonly known: Distinct;
  count: number;
}
type State = Exact | { readonly registers: Registers };

const isExact = (state: State): state is Exact => "known" in state;

function bounded(state: State): State {
  if (!isExact(state) || state.count <= EXACT_DISTINCT) return state;
  const registers = newRegisters();
  for (const key of Object.keys(state.known)) addText(registers, key);
  return { registers };
}

function merge(earlier: State, later: State): State {
  if (isExact(earlier) && isExact(later)) {
    for (const key of Object.keys(later.known)) {
      if (earlier.known[key] !== 1) earlier.count++;
      earlier.known[key] = 1;
    }
    return bounded(earlier);
  }
  const [into, other] = isExact(earlier) ? [later, earlier] : [earlier, later];
  if (isExact(into)) return into;
  if (isExact(other)) for (const key of Object.keys(other.known)) addText(into.registers, key);
  else mergeRegisters(into.registers, other.registers);
  return into;
}

export const countDistinct = aggregate<State>({
  name: "count_distinct",
  summary: `How many distinct values there are: exact up to ${EXACT_DISTINCT}, past it an estimate. The precision is taken and not needed.`,
  params: [
    { name: "field", types: ["boolean", ...ORDERED] },
    { name: "precision", types: ["integer", "long", "unsigned_long"], optional: true, constant: true },
  ],
  result: "long",
  prepare: () => ({
    init: () => ({ known: {}, count: 0 }),
    add: (state, [value = null]) => {
      if (!isExact(state)) {
        const seen: Distinct = {};
        addDistinct(seen, value);
        for (const key of Object.keys(seen)) addText(state.registers, key);
        return state;
      }
      state.count += addDistinct(state.known, value);
      return bounded(state);
    },
    merge,
    finish: (state) => (isExact(state) ? state.count : estimate(state.registers)),
  }),
  examples: [
    { query: "COUNT_DISTINCT(x)", columns: { x: { type: "keyword", values: ["a", ["b", "a"], null] } }, result: 2, type: "long" },
    { query: "COUNT_DISTINCT(x)", columns: { x: { type: "keyword", values: [null] } }, result: 0, type: "long" },
  ],
});
