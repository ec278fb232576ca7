import { type FieldKind, type FieldType, familyOf } from "../../event/field-type.ts";
import type { JsonObject, Scalar } from "../../event/json.ts";
import { analyze } from "../../event/analyze.ts";
import { compileField } from "../../event/path.ts";
import { documentTerm, inferKind } from "../../event/terms.ts";

/** A value with the kind that it is judged as: the field's, or the value's own where no table knows the field. */
export interface Judged {
  readonly value: Scalar;
  readonly field: FieldType;
}

export const valuesOf = (field: FieldType, document: JsonObject): readonly Scalar[] => compileField(field)(document);

export function judgedValues(field: FieldType, document: JsonObject): readonly Judged[] {
  return valuesOf(field, document).map((value) => ({ value, field: field.kind === "unknown" ? ofKind(field, inferKind(value)) : field }));
}

export const ofKind = (field: FieldType, kind: FieldKind): FieldType => ({ ...field, kind });

/** The texts that patterns are held against: none for a number, say. */
export function textsOf({ value, field }: Judged): readonly string[] {
  switch (familyOf(field.kind)) {
    case "string":
      return [String(documentTerm(field, value))];
    case "text":
      return analyze(String(value));
    case "version":
      return [String(value)];
    default:
      return [];
  }
}
