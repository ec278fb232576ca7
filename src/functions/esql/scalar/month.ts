import { datePart } from "../date-part.ts";

export const month = datePart({
  name: "month",
  summary: "The month of a date (UTC), from 1.",
  field: "month_of_year",
  examples: [{ query: 'MONTH("2022-05-06"::date)', result: 5, type: "long" }],
});
