import type { FieldType } from "../event/field-type.ts";
import { fieldsOf } from "../plan/fields-of.ts";
import { textField } from "./compile/any-field.ts";
import type { LeafPredicate } from "./cost.ts";

/** The fields that a test reads of the event at hand, so that they are gathered before the test is made; those inside nested objects are not. */
export function gatheredFields(predicate: LeafPredicate): readonly FieldType[] {
  if (predicate.kind === "nested") return [];
  return predicate.kind === "anyField" ? predicate.textFields.map(textField) : fieldsOf(predicate);
}
