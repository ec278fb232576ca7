import { aggregate } from "../define.ts";
import { addExactly, addSum, type ExactSum, totalOf } from "../exact-sum.ts";
import type { Whole } from "../whole.ts";
import { valuesOf } from "../value.ts";

interface State {
  readonly sum: ExactSum;
  count: number;
}

/** A whole number of up to 64 bits is the exact sum of its upper and its lower 32 bits. */
function addWhole(sum: ExactSum, item: Whole): void {
  if (typeof item === "number") return addExactly(sum, item);
  const low = BigInt.asUintN(32, item);
  addExactly(sum, Number(item - low));
  addExactly(sum, Number(low));
}

export const avg = aggregate<State>({
  name: "avg",
  summary: "The mean of all values.",
  params: [{ name: "number", types: ["integer", "long", "double"] }],
  result: "double",
  prepare: () => ({
    init: () => ({ sum: [], count: 0 }),
    add: (state, [value = null]) => {
      for (const item of valuesOf(value)) {
        addWhole(state.sum, item as Whole);
        state.count++;
      }
      return state;
    },
    merge: (earlier, later) => {
      addSum(earlier.sum, later.sum);
      earlier.count += later.count;
      return earlier;
    },
    finish: ({ sum, count }) => (count === 0 ? null : totalOf(sum) / count),
  }),
  examples: [
    { query: "AVG(x)", columns: { x: { type: "integer", values: [1, [2, 4], null] } }, result: 7 / 3, type: "double" },
    { query: "AVG(x)", columns: { x: { type: "integer", values: [null] } }, result: null, type: "double" },
  ],
});
