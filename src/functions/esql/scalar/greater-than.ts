import { comparison } from "../comparison.ts";

export const greaterThan = comparison({
  sign: ">",
  summary: "Whether the left value is greater than the right one.",
  examples: [
    { query: '"2024-01-02"::date > "2024-01-01"::date', result: true, type: "boolean" },
    { query: "9007199254740993 > 9007199254740992", result: true, type: "boolean" },
  ],
});
