import type { TimeZone } from "../../event/time-zone.ts";
import { dateFields, type DateFields } from "./date-fields.ts";
import { NANOS_PER_MILLI } from "./times.ts";
import type { EsqlType } from "./type.ts";
import type { EsqlValue } from "./value.ts";

/** The fields of a date of the type: `date` or `date_nanos`. */
export const fieldsReader = (type: EsqlType | undefined, zone: TimeZone | undefined): ((value: EsqlValue | undefined) => DateFields) =>
  type === "date_nanos"
    ? (value) => dateFields(Number((value as bigint) / NANOS_PER_MILLI), Number((value as bigint) % NANOS_PER_MILLI), zone)
    : (value) => dateFields(value as number, 0, zone);
