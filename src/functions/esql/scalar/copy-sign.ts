import { scalar, typeOf } from "../define.ts";
import type { EsqlType } from "../type.ts";
import { fit, type Whole } from "../whole.ts";
import { ARITHMETIC, fail } from "../exceptions.ts";

const TYPES: readonly EsqlType[] = ["double", "integer", "long"];

const isNegative = (value: unknown): boolean => (value as Whole) < 0 || Object.is(value, -0);

export const copySign = scalar({
  name: "copy_sign",
  summary: "The magnitude of the first number with the sign of the second.",
  params: [
    { name: "magnitude", types: TYPES },
    { name: "sign", types: TYPES },
  ],
  result: typeOf(0),
  prepare: ([argument]) => {
    const type = argument?.type ?? "null";
    if (type === "double") return ([value, sign]) => (isNegative(sign) ? -Math.abs(value as number) : Math.abs(value as number));
    return ([value, sign], context) => {
      const whole = BigInt(value as Whole);
      const size = whole < 0n ? -whole : whole;
      return fit(isNegative(sign) ? -size : size, type as "integer" | "long") ?? fail(context, ARITHMETIC, `${type} overflow`);
    };
  },
  examples: [
    { query: "COPY_SIGN(5.2, -9.0)", result: -5.2, type: "double" },
    { query: "COPY_SIGN(-5, 2.0)", result: 5, type: "integer" },
  ],
});
