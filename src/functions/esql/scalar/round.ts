import { scalar, typeOf } from "../define.ts";
import { oneValue } from "../laws.ts";
import { ARITHMETIC, fail } from "../exceptions.ts";
import { NUMERIC } from "../type-sets.ts";
import { fit, roundHalfUp, type Whole, type WholeType } from "../whole.ts";

/** Halves away from zero. A scale past what doubles have leaves the number as it is, or gives zero. */
function roundDecimal(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  const scaled = Math.abs(value * scale);
  if (scale === 0 || value === 0) return 0;
  if (!Number.isFinite(scaled) || scaled >= 2 ** 53) return value;
  return (roundHalfUp(scaled) / scale) * Math.sign(value);
}

/** A negative number of decimals rounds before the point; digits past it there are none. */
function roundWhole(value: Whole, decimals: number): bigint {
  if (decimals >= 0) return BigInt(value);
  if (decimals < -20) return 0n;
  const unit = 10n ** BigInt(-decimals);
  const rest = BigInt(value) % unit;
  const cut = BigInt(value) - rest;
  if (2n * rest >= unit) return cut + unit;
  return 2n * rest <= -unit ? cut - unit : cut;
}

export const round = scalar({
  name: "round",
  summary: "The number rounded to so many decimals (0 by default, negative before the point), halves away from zero.",
  params: [
    { name: "number", types: NUMERIC },
    { name: "decimals", types: ["integer", "long"], optional: true },
  ],
  multi: "own",
  result: typeOf(0),
  prepare: (args) => {
    const type = args[0]?.type ?? "null";
    if (type === "double") return oneValue(([value, decimals = 0]) => roundDecimal(value as number, Number(decimals)));
    if (args.length === 1) return ([value]) => value ?? null;
    return oneValue(
      ([value, decimals], context) =>
        fit(roundWhole(value as Whole, Number(decimals)), type as WholeType) ?? fail(context, ARITHMETIC, `${type} overflow`),
    );
  },
  examples: [
    { query: "ROUND(1.23, 0)", result: 1, type: "double" },
    { query: "ROUND(-123.56789, 3)", result: -123.568, type: "double" },
    { query: "ROUND(2.5)", result: 3, type: "double" },
    { query: "ROUND(-2.5)", result: -3, type: "double" },
    { query: "ROUND(1250, -2)", result: 1300, type: "integer" },
    { query: "ROUND(7, 2)", result: 7, type: "integer" },
  ],
});
