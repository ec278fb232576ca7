export type ArithmeticSign = "+" | "-" | "*" | "/" | "%";

/** IEEE 754. */
export function onNumbers(sign: ArithmeticSign, left: number, right: number): number {
  switch (sign) {
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

/** On two integers, `/` cut toward zero and `+ 0` against JavaScript's -0. Exact as long as the result is a safe integer. */
export const onIntegers = (sign: ArithmeticSign, left: number, right: number): number =>
  sign === "/" ? Math.trunc(left / right) + 0 : onNumbers(sign, left, right) + 0;

/** @throws RangeError of `/` and `%` by zero */
export function onBigints(sign: ArithmeticSign, left: bigint, right: bigint): bigint {
  switch (sign) {
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
