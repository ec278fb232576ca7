import type { Diagnostic } from "../diagnostics/index.ts";
import { type FieldType, familyOf } from "../event/field-type.ts";
import { reportBadTest, reportUnreachable } from "../languages/field-fault.ts";
import type { LowerEnv } from "../languages/language.ts";
import type { Place } from "../languages/place.ts";
import { reportUnknownField, unknownField } from "../languages/unknown-field.ts";
import type { Rule } from "./model.ts";
import { placeIn } from "./rule-place.ts";

/** A field as a rule names it, and where: `rule.threshold.field.0`, or the first of several paths that the file has. */
export interface NamedField {
  readonly name: string;
  readonly paths: readonly string[];
}

export interface GroupFields {
  readonly fields: readonly FieldType[];
  /** No event can have a value of one of the fields, as Elasticsearch sees them, so that none is in any group. */
  readonly impossible: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** The fields that a rule groups events by or counts values of. Faults point at the rule file. */
export function groupFields(rule: Rule, names: readonly NamedField[], env: LowerEnv): GroupFields {
  const diagnostics: Diagnostic[] = [];
  let impossible = false;
  const fields = names.map(({ name, paths }) => {
    const place = (): Place => placeIn(rule, ...paths);
    const field = env.fields.get(name);
    if (!field) diagnostics.push(reportUnknownField(place(), name, env));
    else if (!hasGroups(field)) diagnostics.push(reportBadTest(place(), field, "grouping"));
    else if (field.nested !== undefined) diagnostics.push(reportUnreachable(place(), field));
    impossible ||= field ? !hasGroups(field) || field.nested !== undefined : env.fields.explicit;
    return field ?? unknownField(name);
  });
  return { fields, impossible, diagnostics };
}

/** Text is analysed and objects have no value of their own: Elasticsearch groups by neither. */
const hasGroups = ({ kind }: FieldType): boolean => familyOf(kind) !== "text" && familyOf(kind) !== "object";
