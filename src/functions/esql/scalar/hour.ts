import { datePart } from "../date-part.ts";

export const hour = datePart({
  name: "hour",
  summary: "The hour of the day of a date (UTC), from 0 to 23.",
  field: "hour_of_day",
  examples: [{ query: 'HOUR("2022-05-06T23:59:00Z"::date)', result: 23, type: "long" }],
});
