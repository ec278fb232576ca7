import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { METADATA_KEYS } from "../../event/metadata.ts";
import { compileFieldColumn, type ReadColumn } from "../../matcher/esql/read-column.ts";
import type { EsqlType } from "../../functions/esql/type.ts";

/** A column that only documents have: what its values are decides its type. */
export interface OpenColumn {
  readonly name: string;
  readonly type: EsqlType;
  readonly read: ReadColumn;
}

/** Names of fields that are looked for; hostile documents could bring a new one each. */
const MAX_COLUMNS = 2_000;

/** The fields of documents that no table knows, by name. `known`: names that are columns already. */
export function openColumns(documents: Iterable<JsonObject>, known: (name: string) => boolean): readonly OpenColumn[] {
  const types = new Map<string, EsqlType>();
  for (const document of documents) {
    for (const [key, value] of Object.entries(document)) if (!METADATA_KEYS.has(key)) note(key, value, types, known);
  }
  return [...types].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, type]) => ({ name, type, read: readerOf(name, type) }));
}

const readerOf = (name: string, type: EsqlType): ReadColumn =>
  compileFieldColumn({
    name,
    type,
    field: { name, path: name, kind: type === "long" || type === "double" || type === "boolean" ? type : "keyword" },
  });

/** Depth is bounded by what the readers of input let through. */
function note(path: string, value: Json, types: Map<string, EsqlType>, known: (name: string) => boolean): void {
  if (Array.isArray(value)) for (const each of value) note(path, each, types, known);
  else if (isJsonObject(value)) for (const [key, below] of Object.entries(value)) note(`${path}.${key}`, below, types, known);
  else if (value !== null && !known(path)) {
    const before = types.get(path);
    const type = before === undefined ? typeOf(value) : meet(before, typeOf(value));
    if (before !== undefined || types.size < MAX_COLUMNS) types.set(path, type);
  }
}

const typeOf = (value: Json): EsqlType =>
  typeof value === "boolean" ? "boolean" : typeof value === "number" ? (Number.isInteger(value) ? "long" : "double") : "keyword";

/** Numbers of both kinds are doubles; what has nothing in common is text. */
function meet(a: EsqlType, b: EsqlType): EsqlType {
  if (a === b) return a;
  return (a === "long" && b === "double") || (a === "double" && b === "long") ? "double" : "keyword";
}
