import { comparison } from "../comparison.ts";

export const notEquals = comparison({
  sign: "!=",
  summary: "Whether two values differ.",
  examples: [
    { query: "1 != 2", result: true, type: "boolean" },
    { query: "null != 2", result: null, type: "boolean" },
  ],
});
