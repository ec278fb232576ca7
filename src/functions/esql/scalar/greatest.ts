import { extremeOf } from "../extreme-of.ts";

export const greatest = extremeOf({
  name: "greatest",
  summary: "The greatest value of all arguments; null where one is null.",
  sign: 1,
  examples: [
    { query: "GREATEST(10, 20, 5)", result: 20, type: "integer" },
    { query: 'GREATEST("a", "B")', result: "a", type: "keyword" },
    { query: "GREATEST(1, 2.5)", result: 2.5, type: "double" },
    { query: "GREATEST([1, 9], 4)", result: 9, type: "integer" },
    { query: "GREATEST(1, null)", result: null, type: "integer" },
  ],
});
