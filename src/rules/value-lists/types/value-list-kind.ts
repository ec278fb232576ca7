import type { FieldType } from "../../../event/field-type.ts";
import type { FieldQuery } from "../../../plan/field-query.ts";
import type { ValueListType } from "../model.ts";

/** One type of value list: what its values are and how they compare. One a file, one line in `table.ts`. */
export interface ValueListKind {
  readonly type: ValueListType;
  accepts(value: string): boolean;
  /** A value of the field is in the list; the values are accepted ones. Undefined: fields of this kind hold no such values. */
  lower(field: FieldType, values: readonly string[]): FieldQuery;
}
