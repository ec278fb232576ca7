import { dynamicFields } from "../event/dynamic-mapping.ts";
import type { FieldTable, FieldType } from "../event/field-type.ts";
import type { JsonObject } from "../event/json.ts";
import { extendFields } from "../event/schema.ts";

/** A mapping's fields, and what a query asked of them in vain. */
export interface WatchedFields {
  readonly table: FieldTable;
  /** Names that the mapping lacks, or knows without a type, and that dynamic mapping may add. Grows while a query is lowered. */
  readonly names: ReadonlySet<string>;
}

/** Notes what is asked of a table. A table that no mapping made answers for itself: nothing is noted. */
export function watchFields(base: FieldTable): WatchedFields {
  const names = new Set<string>();
  if (!base.explicit) return { table: base, names };
  const get = (name: string): FieldType | undefined => {
    const field = base.get(name);
    if ((field?.kind ?? "unknown") === "unknown" && base.dynamic(name) !== "false") names.add(name);
    return field;
  };
  return { table: { ...base, get }, names };
}

/** The table in which every name that dynamic mapping may add, `except` for some, is a field of unknown kind. */
export const assumeFields = (base: FieldTable, except: ReadonlySet<string>): FieldTable => ({
  ...base,
  get: (name) => base.get(name) ?? (except.has(name) || base.dynamic(name) === "false" ? undefined : { name, path: name, kind: "unknown" }),
});

/** A table as dynamic mapping leaves it after the documents are indexed. `key` is equal where the fields added are. */
export function learnFields(
  base: FieldTable,
  names: ReadonlySet<string>,
  documents: readonly JsonObject[],
): { readonly key: string; readonly table: FieldTable } {
  const fields = dynamicFields(base, { names, all: false }, documents);
  return { key: JSON.stringify(fields), table: extendFields(base, fields) };
}
