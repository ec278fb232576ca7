import { aggregate } from "../define.ts";
import { addExactly, addProduct, addSum, type ExactSum, totalOf } from "../exact-sum.ts";
import { ARITHMETIC, fail, ILLEGAL_ARGUMENT, SINGLE_VALUE } from "../exceptions.ts";
import type { EsqlArgument, PreparedAggregate } from "../function.ts";
import type { EsqlType } from "../type.ts";
import { isMulti, valuesOf } from "../value.ts";

interface State {
  readonly products: ExactSum;
  readonly weights: ExactSum;
  /** Rows that have both. */
  count: number;
}

const TYPES: readonly EsqlType[] = ["integer", "long", "double"];

const weighted: PreparedAggregate<State> = {
  init: () => ({ products: [], weights: [], count: 0 }),
  add: (state, [value = null, weight = null], context) => {
    for (const item of valuesOf(weight)) addExactly(state.weights, Number(item));
    if (value === null || weight === null) return state;
    if (isMulti(value) || isMulti(weight)) {
      fail(context, ILLEGAL_ARGUMENT, SINGLE_VALUE);
      return state;
    }
    addProduct(state.products, Number(value), Number(weight));
    state.count++;
    return state;
  },
  merge: (earlier, later) => {
    addSum(earlier.products, later.products);
    addSum(earlier.weights, later.weights);
    earlier.count += later.count;
    return earlier;
  },
  finish: ({ products, weights, count }, context) => {
    if (count === 0) return null;
    const mean = totalOf(products) / totalOf(weights);
    return Number.isFinite(mean) ? mean : fail(context, ARITHMETIC, "/ by zero");
  },
};

/** Where one side is constant, the values all weigh the same, and several of a row count each. */
const evenly: PreparedAggregate<State> = {
  ...weighted,
  add: (state, [value = null]) => {
    for (const item of valuesOf(value)) {
      addExactly(state.products, Number(item));
      addExactly(state.weights, 1);
      state.count++;
    }
    return state;
  },
};

const isConstant = (argument: EsqlArgument | undefined): boolean =>
  argument?.constant !== undefined && argument.constant !== null && !isMulti(argument.constant);

export const weightedAvg = aggregate<State>({
  name: "weighted_avg",
  summary: "The mean of the values, each as heavy as its weight says.",
  params: [
    { name: "number", types: TYPES },
    { name: "weight", types: TYPES },
  ],
  result: "double",
  prepare: ([value, weight]) => (isConstant(value) || isConstant(weight) ? evenly : weighted),
  examples: [
    {
      query: "WEIGHTED_AVG(x, w)",
      columns: { x: { type: "integer", values: [10, 20] }, w: { type: "integer", values: [3, 1] } },
      result: 12.5,
      type: "double",
    },
    {
      query: "WEIGHTED_AVG(x, w)",
      columns: { x: { type: "integer", values: [10] }, w: { type: "integer", values: [0] } },
      result: null,
      type: "double",
      warning: "java.lang.ArithmeticException: / by zero",
    },
    { query: "WEIGHTED_AVG(x, 1)", columns: { x: { type: "integer", values: [[1, 2, 3], 6] } }, result: 3, type: "double" },
  ],
});
