import { extreme } from "../extreme.ts";

export const min = extreme({
  name: "min",
  summary: "The least value.",
  sign: -1,
  examples: [
    { query: "MIN(x)", columns: { x: { type: "integer", values: [4, [2, 9], null] } }, result: 2, type: "integer" },
    { query: "MIN(x)", columns: { x: { type: "ip", values: ["10.0.0.10", "10.0.0.9"] } }, result: "10.0.0.9", type: "ip" },
    { query: "MIN(x)", columns: { x: { type: "integer", values: [null] } }, result: null, type: "integer" },
  ],
});
