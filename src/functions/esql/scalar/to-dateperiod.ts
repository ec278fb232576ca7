import { spanConversion } from "../span-conversion.ts";

export const toDateperiod = spanConversion({
  name: "to_dateperiod",
  summary: "A time span of days, weeks, months, quarters or years, of its text.",
  to: "date_period",
  examples: [
    { query: '"2024-01-01"::date + TO_DATEPERIOD("3 DAYS")', result: 1704326400000, type: "date" },
    { query: '"2024-01-01"::date - "1 quarter"::date_period', result: 1696118400000, type: "date" },
  ],
});
