/**
 * The types of ES|QL's expressions, named as Elasticsearch's answers name them. Narrow numbers have widened (byte and short
 * to integer, float kinds to double), constant_keyword and wildcard fields are keyword; `unsupported` is a field that can
 * only be read as null (flattened, nested, histogram, …).
 */
// biome-ignore format: table
export type EsqlType =
  | "boolean" | "integer" | "long" | "unsigned_long" | "double"
  | "keyword" | "text" | "ip" | "version" | "date" | "date_nanos"
  | "geo_point" | "geo_shape" | "cartesian_point" | "cartesian_shape"
  | "date_period" | "time_duration"
  | "_source" | "null" | "unsupported";

/** Narrow to wide: two numbers of different types meet in the later one. */
export const NUMERIC_TYPES = ["integer", "long", "unsigned_long", "double"] as const satisfies readonly EsqlType[];

const NUMERIC: ReadonlySet<EsqlType> = new Set(NUMERIC_TYPES);

export const isNumericType = (type: EsqlType): boolean => NUMERIC.has(type);
export const isStringType = (type: EsqlType): boolean => type === "keyword" || type === "text";
export const isDateType = (type: EsqlType): boolean => type === "date" || type === "date_nanos";
export const isSpanType = (type: EsqlType): boolean => type === "date_period" || type === "time_duration";
