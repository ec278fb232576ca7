import { scalar, typeOf } from "../define.ts";
import { oneValue } from "../laws.ts";
import { ARITHMETIC, fail } from "../exceptions.ts";
import { NUMERIC } from "../type-sets.ts";
import { fit, type Whole, type WholeType } from "../whole.ts";

const CLASSES: Readonly<Record<string, string>> = { integer: "Integer", long: "Long" };

export const abs = scalar({
  name: "abs",
  summary: "The number without its sign.",
  params: [{ name: "number", types: NUMERIC }],
  multi: "own",
  result: typeOf(0),
  prepare: ([argument]) => {
    const type = argument?.type ?? "null";
    if (type === "double") return oneValue(([value]) => Math.abs(value as number));
    if (type === "unsigned_long") return ([value]) => value ?? null;
    return oneValue(([value], context) => {
      const whole = BigInt(value as Whole);
      const size = fit(whole < 0n ? -whole : whole, type as WholeType);
      return size ?? fail(context, ARITHMETIC, `Overflow to represent absolute value of ${CLASSES[type]}.MIN_VALUE`);
    });
  },
  examples: [
    { query: "ABS(-1.5)", result: 1.5, type: "double" },
    { query: 'ABS("10.0")', result: 10, type: "double", note: "a text beside numbers is a double" },
    { query: "ABS(-7)", result: 7, type: "integer" },
    {
      query: "ABS(-2147483648)",
      result: null,
      type: "integer",
      warning: "java.lang.ArithmeticException: Overflow to represent absolute value of Integer.MIN_VALUE",
    },
  ],
});
