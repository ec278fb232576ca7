import { dateText, nanosText } from "../../functions/esql/times.ts";
import type { EsqlType } from "../../functions/esql/type.ts";
import { type EsqlScalar, type EsqlValue, isMulti } from "../../functions/esql/value.ts";

type CellScalar = boolean | number | bigint | string;

/** A value as results show it: dates as ISO 8601 text, addresses and points as text, a long past 2^53 as a bigint. */
export type EsqlCell = null | CellScalar | readonly CellScalar[];

export function cellOf(value: EsqlValue, type: EsqlType): EsqlCell {
  if (value === null) return null;
  return isMulti(value) ? value.map((each) => scalarCell(each, type)) : scalarCell(value, type);
}

function scalarCell(value: EsqlScalar, type: EsqlType): CellScalar {
  if (type === "date") return dateText(Number(value));
  if (type === "date_nanos") return nanosText(value as bigint);
  if (typeof value === "object")
    return Object.entries(value)
      .filter(([, count]) => count !== 0)
      .map(([unit, count]) => `${count} ${unit}`)
      .join(" ");
  return value;
}
