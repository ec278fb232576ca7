import { scalar } from "../define.ts";

export const tau = scalar({
  name: "tau",
  summary: "The ratio of a circle's circumference to its radius.",
  params: [],
  result: "double",
  evaluate: () => 2 * Math.PI,
  examples: [{ query: "TAU()", result: 2 * Math.PI, type: "double" }],
});
