import { MONTH_NAMES } from "../date-fields.ts";
import { fieldsReader } from "../date-reader.ts";
import { scalar } from "../define.ts";
import { zoneOf } from "../zone.ts";
import { DATE } from "../type-sets.ts";

export const monthName = scalar({
  name: "month_name",
  summary: "The English name of the month (UTC).",
  params: [{ name: "date", types: DATE }],
  result: "keyword",
  zoned: true,
  prepare: ([date], options) => {
    const fieldsOf = fieldsReader(date?.type, zoneOf(options));
    return ([value]) => MONTH_NAMES[fieldsOf(value).month - 1] ?? null;
  },
  examples: [{ query: 'MONTH_NAME("1996-03-21"::date)', result: "March", type: "keyword" }],
});
