import { aggregate } from "../define.ts";
import { addExactly, addSum, type ExactSum, totalOf } from "../exact-sum.ts";
import { ARITHMETIC, fail } from "../exceptions.ts";
import type { PreparedAggregate } from "../function.ts";
import { valuesOf } from "../value.ts";
import { fit, type Whole } from "../whole.ts";

/** A sum of whole numbers: a number as long as it is safe, else decimal text; null before the first. */
type WholeSum = number | string | null;

const addWhole = (sum: WholeSum, item: Whole): WholeSum => {
  if (sum === null) return typeof item === "bigint" ? String(item) : item;
  if (typeof sum === "number" && typeof item === "number") {
    const total = sum + item;
    if (Number.isSafeInteger(total)) return total;
  }
  return String(BigInt(sum) + BigInt(item));
};

const wholes: PreparedAggregate<WholeSum> = {
  init: () => null,
  add: (state, [value = null]) => valuesOf(value).reduce((sum, item) => addWhole(sum, item as Whole), state),
  merge: (earlier, later) => (later === null ? earlier : addWhole(earlier, typeof later === "string" ? BigInt(later) : later)),
  finish: (state, context) => (state === null ? null : (fit(BigInt(state), "long") ?? fail(context, ARITHMETIC, "long overflow"))),
};

const decimals: PreparedAggregate<ExactSum> = {
  init: () => [],
  add: (state, [value = null]) => {
    for (const item of valuesOf(value)) addExactly(state, item as number);
    return state;
  },
  merge: (earlier, later) => {
    addSum(earlier, later);
    return earlier;
  },
  finish: (state) => (state.length === 0 ? null : totalOf(state)),
};

export const sum = aggregate({
  name: "sum",
  summary: "The sum of all values: a long of whole numbers, else a double. A sum past 64 bits is null with a warning.",
  params: [{ name: "number", types: ["integer", "long", "double"] }],
  result: ([argument]) => (argument?.type === "double" || argument?.type === "null" ? argument.type : "long"),
  prepare: ([argument]) => (argument?.type === "double" ? decimals : wholes) as PreparedAggregate<WholeSum | ExactSum>,
  examples: [
    { query: "SUM(x)", columns: { x: { type: "integer", values: [1, [2, 3], null] } }, result: 6, type: "long" },
    { query: "SUM(x)", columns: { x: { type: "double", values: [0.1, 0.2, 0.3] } }, result: 0.6, type: "double" },
    { query: "SUM(x)", columns: { x: { type: "integer", values: [null] } }, result: null, type: "long" },
    {
      query: "SUM(x)",
      columns: { x: { type: "long", values: [9223372036854775807n, 1] } },
      result: null,
      type: "long",
      warning: "java.lang.ArithmeticException: long overflow",
    },
  ],
});
