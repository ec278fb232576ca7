import { extremeOf } from "../extreme-of.ts";

export const least = extremeOf({
  name: "least",
  summary: "The least value of all arguments; null where one is null.",
  sign: -1,
  examples: [
    { query: "LEAST(10, 20, 5)", result: 5, type: "integer" },
    { query: "LEAST(true, false)", result: false, type: "boolean" },
  ],
});
