import type { Value } from "./query-function.ts";
import { type ArithmeticSign, onBigints, onIntegers, onNumbers } from "./sign.ts";

/**
 * Arithmetic as Elasticsearch's scripts do it. Two integers give an integer: `/` truncates toward zero, `%` has the
 * dividend's sign, and a result past 64 bits or a division by zero, which stops Elasticsearch with an error, is null.
 * With a decimal on either side it is IEEE 754: `1.0 / 0` is Infinity. What is no number makes the result null.
 * @param decimal one side is of a decimal type, even if its value happens to be whole (`82 / 2.0`)
 */
export function arithmetic(op: ArithmeticSign, left: Value, right: Value, decimal = false): Value {
  if (!isNumber(left) || !isNumber(right)) return null;
  if (decimal || !isInteger(left) || !isInteger(right)) return onNumbers(op, Number(left), Number(right));
  if (Number(right) === 0 && (op === "/" || op === "%")) return null;
  if (typeof left === "number" && typeof right === "number") {
    const result = onIntegers(op, left, right);
    if (Number.isSafeInteger(result)) return result;
  }
  return asLong(onBigints(op, BigInt(left), BigInt(right)));
}

/** The unary minus. */
export function negate(value: Value): Value {
  if (typeof value === "number") return 0 - value;
  return typeof value === "bigint" ? asLong(-value) : null;
}

const isNumber = (value: Value): value is number | bigint => typeof value === "number" || typeof value === "bigint";

const isInteger = (value: number | bigint): boolean => typeof value === "bigint" || Number.isSafeInteger(value);

const LONG_MIN = -(2n ** 63n);
const LONG_MAX = 2n ** 63n - 1n;

/** A 64-bit integer in its plain form: a number up to 2^53, a bigint past it; null where it does not fit. */
export function asLong(value: bigint): number | bigint | null {
  if (value < LONG_MIN || value > LONG_MAX) return null;
  const plain = Number(value);
  return Number.isSafeInteger(plain) ? plain : value;
}
