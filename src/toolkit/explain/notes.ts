import { suggest } from "../../diagnostics/index.ts";
import { type FieldTable, type FieldType, familyOf } from "../../event/field-type.ts";
import type { JsonObject, Scalar } from "../../event/json.ts";
import { compileField, compilePath } from "../../event/path.ts";
import { documentTerm } from "../../event/terms.ts";
import { evaluate } from "../../matcher/reference.ts";
import type { Predicate } from "../../plan/predicate.ts";
import { fieldNames } from "./field-names.ts";

/** Why clauses of one document fail where the values alone do not say it, in sentences for people. */
export interface Notes {
  /** On a clause that fails and should hold; `fields` are those it reads. */
  on(predicate: Predicate, fields: readonly FieldType[]): readonly string[];
}

export function createNotes(document: JsonObject, table: FieldTable, now: number): Notes {
  let strangers: readonly string[] | undefined;
  const misspelled = (field: FieldType): string | undefined => {
    strangers ??= fieldNames(document).filter((name) => !table.get(name));
    const [nearest] = suggest(field.path, strangers);
    return nearest === undefined ? undefined : `the event has \`${nearest}\`, not \`${field.path}\``;
  };
  const about = (field: FieldType): string | undefined => {
    const values = compileField(field)(document);
    if (values.length > 0) return unreadable(field, values);
    return tooLong(field, document) ?? misspelled(field);
  };
  return {
    on: (predicate, fields) => {
      const notes = fields.flatMap((field) => about(field) ?? []);
      return differsInCase(predicate, document, now) ? [...notes, "it would hold if upper and lower case were the same"] : notes;
    },
  };
}

function differsInCase(predicate: Predicate, document: JsonObject, now: number): boolean {
  return "fold" in predicate && !predicate.fold && evaluate({ ...predicate, fold: true }, document, now);
}

/** Values that are none of the field's type: nothing equals them and no range has them. */
function unreadable(field: FieldType, values: readonly Scalar[]): string | undefined {
  if (!CONVERTED.has(familyOf(field.kind))) return undefined;
  const bad = values.find((value) => documentTerm(field, value) === undefined);
  return bad === undefined ? undefined : `${JSON.stringify(bad)} cannot be read as ${field.kind}`;
}

const CONVERTED: ReadonlySet<string> = new Set(["integer", "decimal", "ip", "date", "boolean", "version"]);

function tooLong({ path, ignoreAbove }: FieldType, document: JsonObject): string | undefined {
  const [value] = ignoreAbove === undefined ? [] : compilePath(path)(document);
  return typeof value === "string"
    ? `the value of ${value.length} characters is longer than the ${ignoreAbove} that are indexed`
    : undefined;
}
