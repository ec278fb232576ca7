import { type EsqlScalar, type EsqlValue, valueOf } from "../../functions/esql/value.ts";
import type { EsqlLiteral, EsqlLiteralScalar } from "../../plan/esql.ts";
import type { EsqlType } from "../../functions/esql/type.ts";

/** The value of a literal: a plan has large numbers as text. */
export function literalValue({ value, type }: EsqlLiteral): EsqlValue {
  if (value === null) return null;
  return Array.isArray(value)
    ? valueOf(value.map((each: EsqlLiteralScalar) => scalarOf(each, type)))
    : scalarOf(value as EsqlLiteralScalar, type);
}

function scalarOf(value: EsqlLiteralScalar, type: EsqlType): EsqlScalar {
  if (type === "date_nanos") return BigInt(value as string | number);
  if ((type === "long" || type === "unsigned_long") && typeof value === "string") return narrow(BigInt(value));
  return value;
}

/** A long as values have it: a number as long as it is a safe integer. */
export const narrow = (value: bigint): number | bigint =>
  value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
