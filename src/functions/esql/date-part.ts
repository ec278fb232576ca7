import { CHRONO_FIELDS } from "./chrono-field.ts";
import { fieldsReader } from "./date-reader.ts";
import { scalar } from "./define.ts";
import type { EsqlExample, EsqlFunction } from "./function.ts";
import { DATE } from "./type-sets.ts";
import type { DateFields } from "./date-fields.ts";
import { zoneOf } from "./zone.ts";
import type { Whole } from "./whole.ts";

interface DatePartDefinition {
  readonly name: string;
  readonly summary: string;
  /** The field's name in java.time, in lower case, or what java.time has no name for. */
  readonly field: string | ((fields: DateFields) => Whole);
  readonly examples: readonly EsqlExample[];
}

/** DATE_EXTRACT of one part, by a name of its own. */
export function datePart({ name, summary, field, examples }: DatePartDefinition): EsqlFunction {
  const part = typeof field === "string" ? (CHRONO_FIELDS.get(field) as (fields: DateFields) => Whole) : field;
  return scalar({
    name,
    summary,
    params: [{ name: "date", types: DATE }],
    result: "long",
    zoned: true,
    prepare: ([date], options) => {
      const fieldsOf = fieldsReader(date?.type, zoneOf(options));
      return ([value]) => part(fieldsOf(value));
    },
    examples,
  });
}
