import { scalar } from "../define.ts";

export const e = scalar({
  name: "e",
  summary: "Euler's number.",
  params: [],
  result: "double",
  evaluate: () => Math.E,
  examples: [{ query: "E()", result: Math.E, type: "double" }],
});
