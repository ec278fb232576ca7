import { metadataIndexOf } from "../../event/index-name.ts";
import type { Json, JsonObject, Scalar } from "../../event/json.ts";
import { METADATA_KEYS } from "../../event/metadata.ts";
import { compileField, compileObjects } from "../../event/path.ts";
import type { EsqlValue } from "../../functions/esql/value.ts";
import { valueOf } from "../../functions/esql/value.ts";
import type { EsqlColumn, EsqlField } from "../../plan/esql.ts";
import { compileFieldValue } from "./field-value.ts";

/** Reads one column of a source from a document. */
export type ReadColumn = (document: JsonObject) => EsqlValue;

/** A field's column. `values` gives what Elasticsearch would have indexed for it. */
export function compileFieldColumn(field: EsqlField): ReadColumn {
  if (field.type === "geo_point") return compileGeoPoint(field);
  const read = compileField(field.field);
  const valueOfField = compileFieldValue(field);
  return (document) => valueOfField(read(document));
}

/** A METADATA column: what a document is known by, apart from its fields. */
export function compileMetadataColumn({ name }: EsqlColumn): ReadColumn {
  switch (name) {
    case "_source":
      return sourceText;
    case "_index":
      return (document) => metadataIndexOf(document) ?? null;
    case "_version":
      return (document) => (Number.isSafeInteger(Number(document["_version"] ?? Number.NaN)) ? Number(document["_version"]) : null);
    case "_score":
      return () => 0;
    default:
      return (document) => textOf(document[name]) ?? null;
  }
}

const textOf = (value: Json | undefined): string | undefined =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;

/** The document as JSON, without what is no field. */
function sourceText(document: JsonObject): string {
  const fields = Object.entries(document).filter(([key]) => !METADATA_KEYS.has(key));
  return JSON.stringify(Object.fromEntries(fields));
}

/** Points as objects with `lat` and `lon`, as WKT, or as `lat,lon`; what is none of these is left out. */
function compileGeoPoint({ field }: EsqlField): ReadColumn {
  const objects = compileObjects(field.path);
  const texts = compileField(field);
  return (document) => {
    const points = objects(document).flatMap(pointOf);
    const written = texts(document).flatMap(pointText);
    return valueOf([...points, ...written]);
  };
}

function pointOf({ lat, lon }: JsonObject): string[] {
  const [x, y] = [Number(lon ?? Number.NaN), Number(lat ?? Number.NaN)];
  return Number.isFinite(x) && Number.isFinite(y) ? [pointAt(x, y)] : [];
}

function pointText(value: Scalar): string[] {
  if (typeof value !== "string") return [];
  if (value.trimStart().toUpperCase().startsWith("POINT")) return [value];
  const [lat = "", lon = ""] = value.split(",");
  return lat === "" || lon === "" ? [] : pointOf({ lat, lon });
}

/** Well-known text, as Java writes its doubles. */
const pointAt = (x: number, y: number): string => `POINT (${decimal(x)} ${decimal(y)})`;
const decimal = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));
