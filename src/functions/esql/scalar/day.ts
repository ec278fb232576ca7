import { datePart } from "../date-part.ts";

export const day = datePart({
  name: "day",
  summary: "The day of the month of a date (UTC).",
  field: "day_of_month",
  examples: [{ query: 'DAY("2022-05-06"::date)', result: 6, type: "long" }],
});
