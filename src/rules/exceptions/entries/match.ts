import { onField } from "../../../languages/on-field.ts";
import { matchQuery } from "../../../plan/field-query.ts";
import { entryValue, operator } from "../entry-schema.ts";
import type { EntryType } from "../entry-type.ts";

/** Elasticsearch's `match_phrase`: keywords exact, numbers and addresses by value, text as a phrase. */
export const matchEntry: EntryType<"match"> = {
  type: "match",
  keys: { operator, value: entryValue },
  lower: ({ field, value }, path, context) =>
    onField(field, `${path}.value`, context, (type) => matchQuery(type, value, { operator: "phrase" }), { value }),
};
