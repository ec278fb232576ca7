import type { JsonObject } from "../../event/json.ts";
import type { EsqlValue } from "../../functions/esql/value.ts";
import { compileFieldColumn } from "../../matcher/esql/read-column.ts";
import type { EsqlField } from "../../plan/esql.ts";

/** Local data that a query joins with: the documents of a lookup index or of an enrich policy. */
export interface LocalTable {
  readonly fields: readonly EsqlField[];
  readonly rows: readonly JsonObject[];
}

/** The values of some columns of a table, found by the values of others. */
export interface TableIndex {
  /** The rows whose key columns have these values; a null, or several values, find none. */
  find(keys: readonly EsqlValue[]): readonly (readonly EsqlValue[])[];
}

/** @param keys what a row is found by, one of several values under each of them; @param columns what a found row gives */
export function indexTable(table: LocalTable, keys: readonly string[], columns: readonly string[]): TableIndex {
  const readers = new Map(table.fields.map((field) => [field.name, compileFieldColumn(field)]));
  const read = (row: JsonObject, name: string): EsqlValue => readers.get(name)?.(row) ?? null;
  const found = new Map<string, EsqlValue[][]>();
  for (const row of table.rows) {
    const id = identify(keys.map((key) => read(row, key)));
    if (id === undefined) continue;
    const list = found.get(id) ?? [];
    found.set(id, list);
    list.push(columns.map((column) => read(row, column)));
  }
  return { find: (values) => found.get(identify(values) ?? "") ?? [] };
}

function identify(values: readonly EsqlValue[]): string | undefined {
  if (values.some((value) => value === null || typeof value === "object")) return undefined;
  return JSON.stringify(values.map((value) => [typeof value === "string" ? "s" : "v", String(value)]));
}
