import type { Scalar } from "../event/json.ts";
import { decimalText } from "./number-text.ts";
import { defineFunction } from "./query-function.ts";

export const string = defineFunction({
  name: "string",
  summary: "The value written as text.",
  params: [
    { name: "value", type: "any" },
    { name: "decimal", type: "boolean", optional: true, internal: true },
  ],
  result: "string",
  foldable: false,
  examples: [
    { args: [42], result: "42" },
    { args: [42.5], result: "42.5" },
    { args: [42, true], result: "42.0", note: "a value of a decimal type" },
    { args: [true], result: "true" },
    { args: ["already text"], result: "already text" },
    { args: [9223372036854775807n], result: "9223372036854775807" },
    { args: [null], result: null },
  ],
  evaluate: ([value, decimal]) => valueText(value, decimal === true),
});

/** A value as Java writes it. `decimal`: a whole number is of a decimal type, so it is written `42.0`. */
export function valueText(value: Scalar | bigint, decimal: boolean): string {
  if (typeof value !== "number") return String(value);
  return !decimal && Number.isSafeInteger(value) ? String(value) : decimalText(value);
}
