import { aggregate } from "./define.ts";
import { addExactly, addProduct, addSum, type ExactSum, partsOf, totalOf } from "./exact-sum.ts";
import type { EsqlAggregate, EsqlAggregateExample } from "./function.ts";
import type { EsqlType } from "./type.ts";
import { valuesOf } from "./value.ts";

interface SpreadDefinition {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly summary: string;
  readonly finish: (variance: number) => number;
  readonly examples: readonly EsqlAggregateExample[];
}

interface State {
  count: number;
  readonly sum: ExactSum;
  readonly squares: ExactSum;
}

const TYPES: readonly EsqlType[] = ["integer", "long", "double"];

/** STD_DEV and VARIANCE, of the whole population. Sums are exact, so neither order nor parts change the result. */
export const spread = ({ finish, ...rest }: SpreadDefinition): EsqlAggregate =>
  aggregate<State>({
    ...rest,
    params: [{ name: "number", types: TYPES }],
    result: "double",
    prepare: () => ({
      init: () => ({ count: 0, sum: [], squares: [] }),
      add: (state, [value = null]) => {
        for (const item of valuesOf(value)) {
          const number = Number(item);
          state.count++;
          addExactly(state.sum, number);
          addProduct(state.squares, number, number);
        }
        return state;
      },
      merge: (earlier, later) => {
        earlier.count += later.count;
        addSum(earlier.sum, later.sum);
        addSum(earlier.squares, later.squares);
        return earlier;
      },
      finish: (state) => (state.count === 0 ? null : finish(varianceOf(state))),
    }),
  });

/** (n·Σx² − (Σx)²) / n², the difference without rounding: it is where digits are lost. */
function varianceOf({ count, sum, squares }: State): number {
  const difference: ExactSum = [];
  const parts = partsOf(sum);
  for (const part of partsOf(squares)) addProduct(difference, part, count);
  for (const a of parts) for (const b of parts) addProduct(difference, -a, b);
  return Math.max(0, totalOf(difference)) / count / count;
}
