import { daysInMonth as lengthOfMonth } from "../../../event/calendar.ts";
import { datePart } from "../date-part.ts";

export const daysInMonth = datePart({
  name: "days_in_month",
  summary: "How many days the month of a date has (UTC).",
  field: ({ year, month }) => lengthOfMonth(year, month),
  examples: [
    { query: 'DAYS_IN_MONTH("2024-02-10"::date)', result: 29, type: "long" },
    { query: 'DAYS_IN_MONTH("1900-02-10"::date)', result: 28, type: "long" },
  ],
});
