import { z } from "zod";
import { reportBadValue } from "../../../languages/field-fault.ts";
import { placeOf, resolveField } from "../../../languages/on-field.ts";
import type { FieldType } from "../../../event/field-type.ts";
import { familyOf } from "../../../event/field-type.ts";
import { anyOf, NOTHING } from "../../../plan/combine.ts";
import { matchQuery, termsQuery } from "../../../plan/field-query.ts";
import type { Predicate } from "../../../plan/predicate.ts";
import { entryValue, operator } from "../entry-schema.ts";
import type { EntryContext, EntryType } from "../entry-type.ts";

/** Any of the values, each as a `match` entry has it. */
export const matchAnyEntry: EntryType<"match_any"> = {
  type: "match_any",
  keys: { operator, value: z.array(entryValue).min(1) },
  lower: ({ field, value }, path, context) => {
    const type = resolveField(field, `${path}.field`, context);
    return type ? anyValue(type, value, `${path}.value`, context) : NOTHING;
  },
};

function anyValue(field: FieldType, values: readonly string[], path: string, context: EntryContext): Predicate {
  const tests = values.map((value) => matchQuery(field, value, { operator: "phrase" }));
  tests.forEach((test, index) => {
    if (!test) context.diagnostics.push(reportBadValue(placeOf(`${path}.${index}`, context), field, values[index] as string));
  });
  if (familyOf(field.kind) === "text") return anyOf(tests.filter((test) => test !== undefined));
  return termsQuery(field, values) ?? NOTHING;
}
