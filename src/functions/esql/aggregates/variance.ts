import { spread } from "../spread.ts";

export const variance = spread({
  name: "variance",
  aliases: ["std_var"],
  summary: "The variance of all values as a whole population.",
  finish: (value) => value,
  examples: [
    { query: "VARIANCE(x)", columns: { x: { type: "integer", values: [2, 4, 4, 4, 5, 5, 7, 9] } }, result: 4, type: "double" },
    { query: "VARIANCE(x)", columns: { x: { type: "double", values: [1e9 + 1, 1e9 + 3] } }, result: 1, type: "double" },
  ],
});
