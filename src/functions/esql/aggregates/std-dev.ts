import { spread } from "../spread.ts";

export const stdDev = spread({
  name: "std_dev",
  summary: "The standard deviation of all values as a whole population.",
  finish: Math.sqrt,
  examples: [
    { query: "STD_DEV(x)", columns: { x: { type: "integer", values: [2, [4, 4, 4], 5, 5, 7, 9] } }, result: 2, type: "double" },
    { query: "STD_DEV(x)", columns: { x: { type: "integer", values: [7] } }, result: 0, type: "double" },
  ],
});
