import { onField } from "../../../languages/on-field.ts";
import { existsQuery } from "../../../plan/field-query.ts";
import { operator } from "../entry-schema.ts";
import type { EntryType } from "../entry-type.ts";

/** Elasticsearch's `exists`. */
export const existsEntry: EntryType<"exists"> = {
  type: "exists",
  keys: { operator },
  lower: ({ field }, path, context) => onField(field, `${path}.field`, context, existsQuery, { value: "*" }),
};
