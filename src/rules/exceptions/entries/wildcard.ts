import { onField } from "../../../languages/on-field.ts";
import { wildcardQuery } from "../../../plan/field-query.ts";
import type { Finding } from "../../schema/finding.ts";
import { entryValue, operator } from "../entry-schema.ts";
import type { EntryType } from "../entry-type.ts";
import type { WildcardEntry } from "../model.ts";

/** Elasticsearch's `wildcard`: a whole value, case-sensitive. */
export const wildcardEntry: EntryType<"wildcard"> = {
  type: "wildcard",
  keys: { operator, value: entryValue },
  check: loneBackslash,
  lower: ({ field, value }, path, context) =>
    onField(field, `${path}.field`, context, (type) => wildcardQuery(type, value), { test: "wildcards" }),
};

/** `C:\Users\*` asks for the text `C:Users*`. */
function loneBackslash({ value }: WildcardEntry, path: string): readonly Finding[] {
  if (!/\\(?:$|[^\\*?])/.test(value.replaceAll("\\\\", ""))) return [];
  const message = `a single backslash in \`${value}\` does not stand for itself: it only marks the character after it`;
  return [{ code: "T1113", path: `${path}.value`, message, hint: "write `\\\\` for a backslash", severity: "warning" }];
}
