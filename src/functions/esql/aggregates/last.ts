import { atEnd } from "../at-end.ts";

export const last = atEnd({
  name: "last",
  aliases: ["all_last"],
  summary: "The value (null or several, as it is) of the row with the greatest sort value; rows without one come last.",
  sign: 1,
  examples: [
    {
      query: "LAST(x, t)",
      columns: { x: { type: "keyword", values: ["b", ["a", "d"], "c"] }, t: { type: "date", values: [1000, 2000, null] } },
      result: ["a", "d"],
      type: "keyword",
    },
  ],
});
