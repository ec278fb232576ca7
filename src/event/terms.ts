import { type FieldKind, type FieldType, familyOf } from "./field-type.ts";
import { parseIp } from "./ip.ts";
import type { Scalar } from "./json.ts";
import { parseInteger, parseNumber } from "./number.ts";
import { parseTime } from "./time.ts";
import { versionKey } from "./version.ts";

/**
 * A value in the form that its kind compares in: strings (versions as their {@link versionKey}), numbers (dates as
 * epoch milliseconds), booleans, and bigint for ip addresses and for integers past 2^53.
 */
export type Term = string | number | bigint | boolean;

/** The term of a document's value under the field's kind; undefined if it cannot be of that kind. */
export function documentTerm(field: FieldType, value: Scalar): Term | undefined {
  switch (familyOf(field.kind)) {
    case "string":
      return stringTerm(field, value);
    case "text":
      return typeof value === "string" ? value : String(value);
    case "integer":
      return integerTerm(value, true);
    case "decimal":
      return decimalTerm(field.kind, value);
    case "boolean":
      return value === "" ? false : booleanTerm(value);
    case "date":
      return dateTerm(field, value);
    case "ip":
      return typeof value === "string" ? parseIp(value) : undefined;
    case "version":
      return versionKey(String(value));
    case "object":
      return field.kind === "binary" ? String(value) : undefined;
    case "unknown":
      return value;
  }
}

/**
 * The term of a query's literal under the field's kind; undefined if it cannot be of that kind. As documents are
 * read, but a decimal stays one beside an integer field (it equals no value), and an empty text is no boolean.
 */
export function literalTerm(field: FieldType, literal: Scalar): Term | undefined {
  switch (familyOf(field.kind)) {
    case "integer":
      return integerTerm(literal, false);
    case "boolean":
      return booleanTerm(literal);
    default:
      return documentTerm(field, literal);
  }
}

/** The kind under which a value of a field that no table knows is judged. */
export function inferKind(value: Scalar): FieldKind {
  return typeof value === "string" ? "keyword" : typeof value === "number" ? "double" : "boolean";
}

/**
 * Orders two terms of one kind: strings by code point (as UTF-8 bytes), numbers by value, false before true. A number
 * past 2^53 has lost its last digits when the JSON was read, so it equals each bigint that rounds to it.
 */
export function compareTerms(a: Term, b: Term): number {
  if (a === b) return 0;
  if (typeof a === "string" && typeof b === "string") return compareCodePoints(a, b);
  if (typeof a === "bigint" && typeof b === "number") return compareMixed(a, b);
  if (typeof a === "number" && typeof b === "bigint") return 0 - compareMixed(b, a);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Equality as {@link compareTerms} has it, faster. */
export const equalTerms = (a: Term, b: Term): boolean => a === b || (typeof a !== typeof b && compareTerms(a, b) === 0);

function compareMixed(a: bigint, b: number): number {
  if (!Number.isSafeInteger(b) && Number.isInteger(b)) return Number(a) - b;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** UTF-16 order differs from code-point order only where one side is a surrogate and the other is past the surrogates. */
export function compareCodePoints(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

function stringTerm(field: FieldType, value: Scalar): string {
  const text = typeof value === "string" ? value : String(value);
  return field.normalizer === "lowercase" ? text.toLowerCase() : text;
}

/** `truncate`: Elasticsearch coerces a document's decimal to an integer by cutting its fraction off. */
function integerTerm(value: Scalar, truncate: boolean): number | bigint | undefined {
  if (typeof value === "boolean") return undefined;
  const number = typeof value === "number" ? value : (parseInteger(value) ?? parseNumber(value));
  return truncate && typeof number === "number" ? Math.trunc(number) : number;
}

function decimalTerm(kind: FieldKind, value: Scalar): number | undefined {
  if (typeof value === "boolean") return undefined;
  const number = typeof value === "number" ? value : parseNumber(value);
  if (number === undefined) return undefined;
  return kind === "float" ? Math.fround(number) : kind === "half_float" ? Math.f16round(number) : number;
}

function booleanTerm(value: Scalar): boolean | undefined {
  if (typeof value === "boolean") return value;
  return value === "true" ? true : value === "false" ? false : undefined;
}

/** A `date` holds milliseconds; only `date_nanos` keeps what is below. */
function dateTerm(field: FieldType, value: Scalar): number | undefined {
  const time = parseTime(value, field.formats);
  return time === undefined || field.kind === "date_nanos" ? time : Math.floor(time);
}
