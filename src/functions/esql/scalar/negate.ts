import { scalar, typeOf } from "../define.ts";
import { ARITHMETIC, fail } from "../exceptions.ts";
import type { EsqlCallContext, PreparedCall } from "../function.ts";
import { isSpanType } from "../type.ts";
import { SPAN } from "../type-sets.ts";
import type { TimeSpan } from "../value.ts";
import { fit, type Whole } from "../whole.ts";

const negateSpan: PreparedCall = ([value]) => {
  const { months, days, milliseconds } = value as TimeSpan;
  return { months: 0 - months, days: 0 - days, milliseconds: 0 - milliseconds };
};

function negateWhole(value: Whole, type: "integer" | "long", context: EsqlCallContext): Whole | null {
  return fit(-BigInt(value), type) ?? fail(context, ARITHMETIC, `${type} overflow`);
}

export const negate = scalar({
  name: "neg",
  summary: "The number or time span with its sign changed.",
  params: [{ name: "value", types: ["integer", "long", "double", ...SPAN] }],
  result: typeOf(0),
  prepare: ([argument]) => {
    const type = argument?.type ?? "null";
    if (isSpanType(type)) return negateSpan;
    if (type === "integer" || type === "long") return ([value], context) => negateWhole(value as Whole, type, context);
    return ([value]) => -(value as number);
  },
  examples: [
    { query: "-(5)", result: -5, type: "integer" },
    { query: "-(-9223372036854775808)", result: null, type: "long", warning: "java.lang.ArithmeticException: long overflow" },
  ],
});
