import { comparison } from "../comparison.ts";

export const greaterThanOrEqual = comparison({
  sign: ">=",
  summary: "Whether the left value is greater than the right one or equal.",
  examples: [
    { query: "3 >= 4", result: false, type: "boolean" },
    { query: "null >= 4", result: null, type: "boolean" },
  ],
});
