import { spanConversion } from "../span-conversion.ts";

export const toTimeduration = spanConversion({
  name: "to_timeduration",
  summary: "A time span of milliseconds, seconds, minutes or hours, of its text.",
  to: "time_duration",
  examples: [{ query: '"2024-01-01"::date + TO_TIMEDURATION("3 hours")', result: 1704078000000, type: "date" }],
});
