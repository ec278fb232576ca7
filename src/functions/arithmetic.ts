import type { Value } from "./query-function.ts";

export type ArithmeticOperator = "+" | "-" | "*" | "/" | "%";

/**
 * Arithmetic as Elasticsearch's scripts do it. Two integers give an integer: `/` truncates toward zero, `%` has the
 * dividend's sign, and a result past 64 bits or a division by zero, which stops Elasticsearch with an error, is null.
 * With a decimal on either side it is IEEE 754: `1.0 / 0` is Infinity. What is no number makes the result null.
 * @param decimal one side is of a decimal type, even if its value happens to be whole (`82 / 2.0`)
 */
export function arithmetic(op: ArithmeticOperator, left: Value, right: Value, decimal = false): Value {
  if (!isNumber(left) || !isNumber(right)) return null;
  if (decimal || !isInteger(left) || !isInteger(right)) return onDecimals(op, Number(left), Number(right));
  if (typeof left === "number" && typeof right === "number") {
    const result = onSafeIntegers(op, left, right);
    if (result === null || Number.isSafeInteger(result)) return result;
  }
  return onLongs(op, BigInt(left), BigInt(right));
}

/** The unary minus. */
export function negate(value: Value): Value {
  if (typeof value === "number") return 0 - value;
  return typeof value === "bigint" ? asLong(-value) : null;
}

const isNumber = (value: Value): value is number | bigint => typeof value === "number" || typeof value === "bigint";

const isInteger = (value: number | bigint): boolean => typeof value === "bigint" || Number.isSafeInteger(value);

function onDecimals(op: ArithmeticOperator, left: number, right: number): number {
  switch (op) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "%":
      return left % right;
  }
}

/** `+ 0` turns JavaScript's -0 into the integer zero. */
function onSafeIntegers(op: ArithmeticOperator, left: number, right: number): number | null {
  if (right === 0 && (op === "/" || op === "%")) return null;
  const result = onDecimals(op, left, right);
  return (op === "/" ? Math.trunc(result) : result) + 0;
}

function onLongs(op: ArithmeticOperator, left: bigint, right: bigint): Value {
  switch (op) {
    case "+":
      return asLong(left + right);
    case "-":
      return asLong(left - right);
    case "*":
      return asLong(left * right);
    case "/":
      return right === 0n ? null : asLong(left / right);
    case "%":
      return right === 0n ? null : asLong(left % right);
  }
}

const LONG_MIN = -(2n ** 63n);
const LONG_MAX = 2n ** 63n - 1n;

/** A 64-bit integer in its plain form: a number up to 2^53, a bigint past it; null where it does not fit. */
export function asLong(value: bigint): number | bigint | null {
  if (value < LONG_MIN || value > LONG_MAX) return null;
  const plain = Number(value);
  return Number.isSafeInteger(plain) ? plain : value;
}
