import { scalar } from "../define.ts";

export const pi = scalar({
  name: "pi",
  summary: "The ratio of a circle's circumference to its diameter.",
  params: [],
  result: "double",
  evaluate: () => Math.PI,
  examples: [{ query: "PI()", result: Math.PI, type: "double" }],
});
