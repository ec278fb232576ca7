import { atEnd } from "../at-end.ts";

export const first = atEnd({
  name: "first",
  aliases: ["all_first"],
  summary: "The value (null or several, as it is) of the row with the least sort value; rows without one come last.",
  sign: -1,
  examples: [
    {
      query: "FIRST(x, t)",
      columns: { x: { type: "keyword", values: ["b", "a", "c"] }, t: { type: "date", values: [2000, 1000, null] } },
      result: "a",
      type: "keyword",
    },
    {
      query: "FIRST(x, t)",
      columns: { x: { type: "long", values: [null, 5] }, t: { type: "date", values: [1000, 2000] } },
      result: null,
      type: "long",
    },
  ],
});
