import { comparison } from "../comparison.ts";

export const lessThan = comparison({
  sign: "<",
  summary: "Whether the left value is less than the right one.",
  examples: [
    { query: "1 < 1.5", result: true, type: "boolean" },
    { query: '"B" < "a"', result: true, type: "boolean", note: "by code point" },
    { query: '"1.10.0"::version < "1.9.0"::version', result: false, type: "boolean" },
  ],
});
