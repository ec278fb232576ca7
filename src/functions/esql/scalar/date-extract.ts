import { CHRONO_FIELDS } from "../chrono-field.ts";
import { fieldsReader } from "../date-reader.ts";
import { scalar } from "../define.ts";
import { fail, ILLEGAL_ARGUMENT } from "../exceptions.ts";
import { zoneOf } from "../zone.ts";
import { DATE, STRING } from "../type-sets.ts";

export const dateExtract = scalar({
  name: "date_extract",
  summary: "A part of a date (UTC), by java.time's name of the field: `year`, `month_of_year`, `day_of_week`, `hour_of_day`, …",
  params: [
    { name: "datePart", types: STRING },
    { name: "date", types: DATE },
  ],
  result: ([part]) => {
    const name = part?.constant;
    return typeof name === "string" && !CHRONO_FIELDS.has(name.toLowerCase())
      ? { fault: `invalid date field [${name}]`, argument: 0 }
      : "long";
  },
  zoned: true,
  prepare: ([, date], options) => {
    const fieldsOf = fieldsReader(date?.type, zoneOf(options));
    return ([part, value], context) => {
      const field = CHRONO_FIELDS.get((part as string).toLowerCase());
      if (field) return field(fieldsOf(value));
      return fail(context, ILLEGAL_ARGUMENT, `No enum constant java.time.temporal.ChronoField.${(part as string).toUpperCase()}`);
    };
  },
  examples: [
    { query: 'DATE_EXTRACT("year", "2022-05-06"::date)', result: 2022, type: "long" },
    { query: 'DATE_EXTRACT("DAY_OF_WEEK", "2022-05-06"::date)', result: 5, type: "long", note: "Monday is 1" },
    { query: 'DATE_EXTRACT("minute_of_day", "2022-05-06T01:30:00Z"::date)', result: 90, type: "long" },
  ],
});
