import { noText } from "./define.ts";
import type { EsqlArgument, EsqlCallFault } from "./function.ts";
import { type EsqlType, isDateType, isNumericType, isStringType, NUMERIC_TYPES } from "./type.ts";
import { type EsqlScalar, type EsqlValue, isMulti } from "./value.ts";
import { nanosOf } from "./times.ts";

/**
 * The type in which values of two types meet: the wider of two numbers, keyword for strings, date_nanos for dates, the
 * other one beside null. Undefined where they do not meet.
 */
export function commonType(left: EsqlType, right: EsqlType): EsqlType | undefined {
  if (left === right) return left;
  if (left === "null") return right;
  if (right === "null") return left;
  if (isStringType(left) && isStringType(right)) return "keyword";
  if (isDateType(left) && isDateType(right)) return "date_nanos";
  if (!isNumericType(left) || !isNumericType(right)) return undefined;
  if (left === "unsigned_long" || right === "unsigned_long") return undefined;
  return widest(left, right);
}

const RANK = new Map<EsqlType, number>(NUMERIC_TYPES.map((type, rank) => [type, rank]));
const widest = (left: EsqlType, right: EsqlType): EsqlType => ((RANK.get(left) ?? 0) > (RANK.get(right) ?? 0) ? left : right);

/** The type that all arguments meet in, text as keyword; the fault names the first argument that does not fit those before it. */
export function commonTypeOf(args: readonly EsqlArgument[]): EsqlType | EsqlCallFault {
  let common: EsqlType = "null";
  for (const [argument, { type }] of args.entries()) {
    const met = commonType(common, type);
    if (met === undefined) return { fault: `arguments are of ${incompatible(common, type)}`, argument };
    common = met;
  }
  return noText(common);
}

export function incompatible(left: EsqlType, right: EsqlType): string {
  const types = `incompatible types [${left}] and [${right}]`;
  return isNumericType(left) && isNumericType(right) ? `${types}: [unsigned_long] goes only with another [unsigned_long]` : types;
}

/** A value of one type as the value of the type it widens to; see {@link commonType}. */
export function widen(value: EsqlScalar, from: EsqlType, to: EsqlType): EsqlScalar {
  if (from === to) return value;
  if (to === "double" && typeof value === "bigint") return Number(value);
  if (to === "date_nanos" && from === "date") return nanosOf(value as number);
  return value;
}

/** Whether {@link widen} changes nothing. */
export const isSameForm = (from: EsqlType, to: EsqlType): boolean => from === to || !(to === "double" || to === "date_nanos");

/** The same for a whole value, several values included. */
export function widener(from: EsqlType, to: EsqlType): (value: EsqlValue) => EsqlValue {
  if (isSameForm(from, to)) return (value) => value;
  return (value) => {
    if (value === null) return null;
    return isMulti(value) ? value.map((each) => widen(each, from, to)) : widen(value, from, to);
  };
}
