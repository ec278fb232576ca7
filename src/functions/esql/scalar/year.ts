import { datePart } from "../date-part.ts";

export const year = datePart({
  name: "year",
  summary: "The year of a date (UTC).",
  field: "year",
  examples: [{ query: 'YEAR("2022-05-06"::date)', result: 2022, type: "long" }],
});
