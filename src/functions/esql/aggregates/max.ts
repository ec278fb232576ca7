import { extreme } from "../extreme.ts";

export const max = extreme({
  name: "max",
  summary: "The greatest value.",
  sign: 1,
  examples: [
    { query: "MAX(x)", columns: { x: { type: "keyword", values: ["a", ["b", "C"]] } }, result: "b", type: "keyword" },
    {
      query: "MAX(x)",
      columns: { x: { type: "long", values: [9007199254740993n, 9007199254740992n] } },
      result: 9007199254740993n,
      type: "long",
    },
  ],
});
