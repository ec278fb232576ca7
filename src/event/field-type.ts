import type { Scalar } from "./json.ts";

/** Elasticsearch's field types, as far as queries see them; `unknown` is a field that no table knows. */
// biome-ignore format: table
export type FieldKind =
  | "keyword" | "constant_keyword" | "wildcard"
  | "text" | "match_only_text"
  | "long" | "integer" | "short" | "byte" | "unsigned_long"
  | "double" | "float" | "half_float" | "scaled_float"
  | "boolean" | "date" | "date_nanos" | "ip" | "version"
  | "flattened" | "nested" | "object" | "geo_point" | "binary"
  | "unknown";

/** How a kind compares: the column that comparison tables are written for. */
export type KindFamily = "string" | "text" | "integer" | "decimal" | "boolean" | "date" | "ip" | "version" | "object" | "unknown";

/**
 * One field as a query names it. Plain data; it stands inside plans, so it is all that the matcher needs to know.
 */
export interface FieldType {
  /** The name in the query: `process.name.caseless`. */
  readonly name: string;
  /** Where the value stands in documents: a multi-field's parent, an alias's target; else the name. */
  readonly path: string;
  readonly kind: FieldKind;
  /** `lowercase`: values and query terms are lower-cased before they are compared. */
  readonly normalizer?: "lowercase";
  /** Keyword values of more UTF-16 units are not indexed: predicates see the field as missing. */
  readonly ignoreAbove?: number;
  /** Stands in for an explicit null in the document. */
  readonly nullValue?: Scalar;
  /** Of a scaled_float: what a value is multiplied by to be stored as a whole number. */
  readonly scalingFactor?: number;
  /** Date formats of the mapping, in order; absent means Elasticsearch's default (ISO 8601 or epoch milliseconds). */
  readonly formats?: readonly string[];
  /** Of a leaf under a flattened field: the flattened field's name. A flattened field itself stands for all its leaves. */
  readonly leafOf?: string;
  /** The nearest enclosing path that is mapped as nested. */
  readonly nested?: string;
  /** Of a text field: the name of its sub-field with exact values (`message.keyword`), which EQL uses. */
  readonly exact?: string;
}

/**
 * What Elasticsearch does with a field that a mapping lacks when a document brings it: it maps it by its first value,
 * maps it as a runtime field, or leaves it unmapped (`dynamic` false or strict).
 */
export type Dynamic = "true" | "runtime" | "false";

/** The known fields. `explicit` means an Elasticsearch mapping was given: then a name that is not here does not exist. */
export interface FieldTable {
  readonly explicit: boolean;
  /** The field of that name, or undefined. Objects that only hold fields have kind `object`. */
  get(name: string): FieldType | undefined;
  /** What an explicit mapping says about new fields of that name; the table that is built in learns none. */
  dynamic(name: string): Dynamic;
  /** Every leaf field whose name the pattern (`*` only) matches. */
  expand(pattern: string): readonly FieldType[];
  /** All names, for did-you-mean. */
  names(): Iterable<string>;
}

// biome-ignore format: table
const FAMILY: Readonly<Record<FieldKind, KindFamily>> = {
  keyword: "string", constant_keyword: "string", wildcard: "string", flattened: "string",
  text: "text", match_only_text: "text",
  long: "integer", integer: "integer", short: "integer", byte: "integer", unsigned_long: "integer",
  double: "decimal", float: "decimal", half_float: "decimal", scaled_float: "decimal",
  boolean: "boolean", date: "date", date_nanos: "date", ip: "ip", version: "version",
  nested: "object", object: "object", geo_point: "object", binary: "object",
  unknown: "unknown",
};

export const familyOf = (kind: FieldKind): KindFamily => FAMILY[kind];
export const isNumericFamily = (family: KindFamily): boolean => family === "integer" || family === "decimal";
