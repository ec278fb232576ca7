import { comparison } from "../comparison.ts";

export const equals = comparison({
  sign: "==",
  summary: "Whether two values are equal.",
  examples: [
    { query: "1 == 1.0", result: true, type: "boolean" },
    { query: '"a" == "A"', result: false, type: "boolean" },
    { query: "null == null", result: null, type: "boolean" },
    {
      query: "[1, 2] == 1",
      result: null,
      type: "boolean",
      warning: "java.lang.IllegalArgumentException: single-value function encountered multi-value",
    },
  ],
});
