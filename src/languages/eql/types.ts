import { type FieldType, familyOf, type KindFamily } from "../../event/field-type.ts";
import type { ParameterType } from "../../functions/query-function.ts";

/**
 * What the checker knows of a value. `number` is a number that may turn out whole or not (the result of `number()`),
 * `null` the literal, `unknown` a field without a known type; `invalid` marks what has been reported already.
 */
export type EqlType = "string" | "integer" | "decimal" | "number" | "boolean" | "date" | "ip" | "version" | "null" | "unknown" | "invalid";

// biome-ignore format: table
const OF_FAMILY: Readonly<Record<KindFamily, EqlType>> = {
  string: "string", text: "string", integer: "integer", decimal: "decimal", boolean: "boolean",
  date: "date", ip: "ip", version: "version", object: "invalid", unknown: "unknown",
};

export const typeOfField = (field: FieldType): EqlType => OF_FAMILY[familyOf(field.kind)];

/** The type of a field as Elasticsearch's messages call it. */
export function fieldTypeName({ kind }: FieldType): string {
  switch (kind) {
    case "constant_keyword":
    case "wildcard":
    case "flattened":
      return "keyword";
    case "match_only_text":
      return "text";
    case "date":
    case "date_nanos":
      return "datetime";
    default:
      return kind;
  }
}

// biome-ignore format: table
const NAMES: Readonly<Record<EqlType, string>> = {
  string: "keyword", integer: "integer", decimal: "double", number: "double", boolean: "boolean",
  date: "datetime", ip: "ip", version: "version", null: "null", unknown: "unknown", invalid: "unsupported",
};

export const typeName = (type: EqlType): string => NAMES[type];

export const isNumeric = (type: EqlType): boolean => type === "integer" || type === "decimal" || type === "number";

/** Types about which nothing can be said, so that every check passes. */
export const isOpen = (type: EqlType): boolean => type === "null" || type === "unknown" || type === "invalid";

/** Whether a value of the type can be an argument of the parameter's type. */
export function fitsParameter(type: EqlType, wanted: ParameterType): boolean {
  if (wanted === "any" || isOpen(type)) return true;
  return wanted === "number" ? isNumeric(type) : type === wanted;
}

/** Whether two values can be compared at all: as Elasticsearch, numbers with numbers, else only the same type. */
export const areComparable = (a: EqlType, b: EqlType): boolean => a === b || isOpen(a) || isOpen(b) || (isNumeric(a) && isNumeric(b));

/** `first` to `fifth`, then `6th`. */
export const ordinal = (index: number): string => ["first", "second", "third", "fourth", "fifth"][index] ?? `${index + 1}th`;
