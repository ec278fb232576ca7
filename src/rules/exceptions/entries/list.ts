import { z } from "zod";
import type { FieldType } from "../../../event/field-type.ts";
import { reportBadTest } from "../../../languages/field-fault.ts";
import { placeOf, resolveField } from "../../../languages/on-field.ts";
import { diagnosticIn } from "../../../languages/place.ts";
import { didYouMean } from "../../../diagnostics/index.ts";
import { NOTHING } from "../../../plan/combine.ts";
import type { Predicate } from "../../../plan/predicate.ts";
import { nonBlank } from "../../schema/values.ts";
import { inValueList } from "../../value-lists/in-value-list.ts";
import { findValueList, VALUE_LIST_TYPES, type ValueList, type ValueListType } from "../../value-lists/model.ts";
import { operator } from "../entry-schema.ts";
import type { EntryContext, EntryType } from "../entry-type.ts";
import type { ListEntry } from "../model.ts";

/** A value of the field is in the value list, as the list's type compares. */
export const listEntry: EntryType<"list"> = {
  type: "list",
  keys: { operator, list: z.strictObject({ id: nonBlank, type: z.enum(VALUE_LIST_TYPES) }) },
  lower: (entry, path, context) => {
    const list = findValueList(context.valueLists, entry.list.id);
    if (!list) return notGiven(entry, path, context);
    const type = typeOf(list, entry, path, context);
    const field = resolveField(entry.field, `${path}.field`, context);
    return field ? lowerList(list, type, field, path, context) : NOTHING;
  },
};

function lowerList(list: ValueList, type: ValueListType, field: FieldType, path: string, context: EntryContext): Predicate {
  const { predicate, misfits } = inValueList(list, type, field);
  if (misfits.length > 0) {
    const message = `${misfits.length} of the ${list.values.length} values of the value list \`${list.id}\` cannot be of type ${type}: \`${misfits[0]}\``;
    const hint = "they are left out";
    context.diagnostics.push(diagnosticIn(placeOf(`${path}.list.type`, context), "T1123", message, { hint, severity: "warning" }));
  }
  if (predicate) return predicate;
  context.diagnostics.push(reportBadTest(placeOf(`${path}.field`, context), field, `value lists of type ${type}`));
  return NOTHING;
}

/** A type that was only guessed gives way to the one the entry names. */
function typeOf(list: ValueList, entry: ListEntry, path: string, context: EntryContext): ValueListType {
  const named = entry.list.type as ValueListType;
  if (list.guessed === true || list.type === named) return named;
  const message = `the value list \`${list.id}\` is of type ${list.type}, not ${named}`;
  context.diagnostics.push(diagnosticIn(placeOf(`${path}.list.type`, context), "T1122", message, { severity: "warning" }));
  return list.type;
}

function notGiven({ list: { id } }: ListEntry, path: string, context: EntryContext): Predicate {
  const hint = didYouMean(id, context.valueLists.keys()) ?? "give the folder that holds it with --value-lists";
  context.diagnostics.push(
    diagnosticIn(placeOf(`${path}.list.id`, context), "T1121", `the value list \`${id}\` was not given, so the item is not applied`, {
      hint,
    }),
  );
  return NOTHING;
}
