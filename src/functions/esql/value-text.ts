import { decimalText } from "../number-text.ts";
import { dateText, nanosText } from "./times.ts";
import type { EsqlType } from "./type.ts";
import type { EsqlScalar } from "./value.ts";

/** A value as text, as TO_STRING writes it: dates in ISO 8601, decimals as Java does (`1.0`, `1.0E10`). */
export function textOf(type: EsqlType): (value: EsqlScalar) => string {
  if (type === "double") return (value) => decimalText(value as number);
  if (type === "date") return (value) => dateText(value as number);
  if (type === "date_nanos") return (value) => nanosText(value as bigint);
  return String;
}
