import { decimalText } from "../number-text.ts";
import type { TimeZone } from "../../event/time-zone.ts";
import { offsetText } from "./zone.ts";
import { dateText, millisOf, nanosOf, nanosText } from "./times.ts";
import type { EsqlType } from "./type.ts";
import type { EsqlScalar } from "./value.ts";

/** A value as text, as TO_STRING writes it: dates in ISO 8601 (UTC, or in a zone), decimals as Java does (`1.0`, `1.0E10`). */
export function textOf(type: EsqlType, zone?: TimeZone): (value: EsqlScalar) => string {
  if (zone && (type === "date" || type === "date_nanos")) return zonedText(type, zone);
  if (type === "double") return (value) => decimalText(value as number);
  if (type === "date") return (value) => dateText(value as number);
  if (type === "date_nanos") return (value) => nanosText(value as bigint);
  return String;
}

function zonedText(type: EsqlType, zone: TimeZone): (value: EsqlScalar) => string {
  return (value) => {
    const offset = zone.offsetAt(type === "date" ? (value as number) : millisOf(value as bigint));
    const local = type === "date" ? dateText((value as number) + offset) : nanosText((value as bigint) + nanosOf(offset));
    return local.slice(0, -1) + offsetText(offset);
  };
}
