import { dynamicFields, type WantedFields } from "../event/dynamic-mapping.ts";
import type { FieldTable, FieldType } from "../event/field-type.ts";
import type { JsonObject } from "../event/json.ts";
import { extendFields } from "../event/schema.ts";
import type { Plan } from "../plan/plan.ts";
import type { Predicate } from "../plan/predicate.ts";

/** A mapping's fields, and what a query asked of them in vain. */
export interface WatchedFields {
  readonly table: FieldTable;
  /** Names that the mapping lacks, or knows without a type, and that dynamic mapping may add. Grows while a query is lowered. */
  readonly names: Set<string>;
  /** Patterns of names: any field of the documents may fit. */
  readonly patterns: Set<string>;
}

/** Notes what is asked of a table. A table that no mapping made answers for itself: nothing is noted. */
export function watchFields(base: FieldTable): WatchedFields {
  const names = new Set<string>();
  const patterns = new Set<string>();
  if (!base.explicit) return { table: base, names, patterns };
  const get = (name: string): FieldType | undefined => {
    const field = base.get(name);
    if ((field?.kind ?? "unknown") === "unknown" && base.dynamic(name) !== "false") names.add(name);
    return field;
  };
  const expand = (pattern: string): readonly FieldType[] => {
    if (pattern.includes("*")) patterns.add(pattern);
    return base.expand(pattern);
  };
  return { table: { ...base, get, expand }, names, patterns };
}

/** The table in which every name that dynamic mapping may add, `except` for some, is a field of unknown kind. */
export const assumeFields = (base: FieldTable, except: ReadonlySet<string>): FieldTable => ({
  ...base,
  get: (name) => base.get(name) ?? (except.has(name) || base.dynamic(name) === "false" ? undefined : { name, path: name, kind: "unknown" }),
});

/** A table as dynamic mapping leaves it after the documents are indexed. `key` is equal where the fields added are. */
export function learnFields(
  base: FieldTable,
  wanted: WantedFields,
  documents: readonly JsonObject[],
): { readonly key: string; readonly table: FieldTable } {
  const fields = dynamicFields(base, wanted, documents);
  return { key: JSON.stringify(fields), table: extendFields(base, fields) };
}

/** Whether a query has free text, which looks at every field and analyses those of text. */
export function hasFreeText({ root }: Plan): boolean {
  return root.kind === "filter" ? isFree(root.where) : root.stages.some(({ where }) => isFree(where));
}

function isFree(predicate: Predicate): boolean {
  switch (predicate.kind) {
    case "and":
    case "or":
      return predicate.items.some(isFree);
    case "not":
    case "nested":
      return isFree(predicate.item);
    default:
      return predicate.kind === "anyField";
  }
}
