import { comparison } from "../comparison.ts";

export const lessThanOrEqual = comparison({
  sign: "<=",
  summary: "Whether the left value is less than the right one or equal.",
  examples: [
    { query: "2 <= 2", result: true, type: "boolean" },
    { query: '"10.0.0.2"::ip <= "10.0.0.10"::ip', result: true, type: "boolean" },
  ],
});
