import { type FieldTable, familyOf } from "../event/field-type.ts";
import type { AnyFieldPredicate, Predicate } from "./predicate.ts";

const textPaths = new WeakMap<FieldTable, readonly string[]>();

/** Free text over all fields, as Elasticsearch's lenient `multi_match` over `*`; each word of a pattern by itself, any of them. */
export function anyFieldQuery(fields: FieldTable, text: string, mode: AnyFieldPredicate["mode"]): Predicate {
  return { kind: "anyField", text, mode, textFields: textPathsOf(fields) };
}

/** Where documents hold analysed text, sorted: the list stands in plans, so it must not depend on the table's order. */
function textPathsOf(fields: FieldTable): readonly string[] {
  const known = textPaths.get(fields);
  if (known) return known;
  const paths = new Set<string>();
  for (const name of fields.names()) {
    const field = fields.get(name);
    if (field && familyOf(field.kind) === "text") paths.add(field.path);
  }
  const sorted = [...paths].sort();
  textPaths.set(fields, sorted);
  return sorted;
}
