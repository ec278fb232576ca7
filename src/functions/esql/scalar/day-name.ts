import { DAY_NAMES } from "../date-fields.ts";
import { fieldsReader } from "../date-reader.ts";
import { scalar } from "../define.ts";
import { zoneOf } from "../zone.ts";
import { DATE } from "../type-sets.ts";

export const dayName = scalar({
  name: "day_name",
  summary: "The English name of the day of the week (UTC).",
  params: [{ name: "date", types: DATE }],
  result: "keyword",
  zoned: true,
  prepare: ([date], options) => {
    const fieldsOf = fieldsReader(date?.type, zoneOf(options));
    return ([value]) => DAY_NAMES[fieldsOf(value).dayOfWeek - 1] ?? null;
  },
  examples: [{ query: 'DAY_NAME("1953-09-02"::date)', result: "Wednesday", type: "keyword" }],
});
