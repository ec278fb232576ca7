import type { FieldKind, FieldType } from "../../event/field-type.ts";
import type { EsqlType } from "../../functions/esql/type.ts";

// biome-ignore format: table
const OF_KIND: Readonly<Record<FieldKind, EsqlType>> = {
  keyword: "keyword", constant_keyword: "keyword", wildcard: "keyword",
  text: "text", match_only_text: "text",
  long: "long", integer: "integer", short: "integer", byte: "integer", unsigned_long: "unsigned_long",
  double: "double", float: "double", half_float: "double", scaled_float: "double",
  boolean: "boolean", date: "date", date_nanos: "date_nanos", ip: "ip", version: "version", geo_point: "geo_point",
  flattened: "unsupported", nested: "unsupported", object: "unsupported", binary: "unsupported", unknown: "keyword",
};

/**
 * The type of a field's column. Fields below a flattened one are no columns in Elasticsearch; without an explicit mapping
 * they are read as keywords, since an index may map them so.
 */
export const typeOfField = (field: FieldType, explicit: boolean): EsqlType =>
  !explicit && field.kind === "flattened" && field.leafOf !== undefined ? "keyword" : OF_KIND[field.kind];

/** Kinds that no column stands for. */
export const isColumn = ({ kind, nested }: FieldType): boolean => kind !== "object" && kind !== "nested" && nested === undefined;

/** Metadata that METADATA can ask for. */
export const METADATA_TYPES: ReadonlyMap<string, EsqlType> = new Map<string, EsqlType>([
  ["_id", "keyword"],
  ["_ignored", "keyword"],
  ["_index", "keyword"],
  ["_index_mode", "keyword"],
  ["_score", "double"],
  ["_source", "_source"],
  ["_version", "long"],
]);

const KIND_OF_TYPE: Partial<Readonly<Record<EsqlType, FieldKind>>> = {
  boolean: "boolean",
  integer: "integer",
  long: "long",
  unsigned_long: "unsigned_long",
  double: "double",
  ip: "ip",
  version: "version",
  date: "date",
  date_nanos: "date_nanos",
  geo_point: "geo_point",
};

/** A field that no table knows, as the query uses it. */
export const inferredField = (name: string, type: EsqlType): FieldType => ({ name, path: name, kind: KIND_OF_TYPE[type] ?? "keyword" });
