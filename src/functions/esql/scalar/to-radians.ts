import { scalar } from "../define.ts";
import { NUMERIC } from "../type-sets.ts";

export const toRadians = scalar({
  name: "to_radians",
  summary: "An angle in degrees as radians.",
  params: [{ name: "number", types: NUMERIC }],
  multi: "each",
  result: "double",
  evaluate: ([value]) => (Number(value) / 180) * Math.PI,
  examples: [{ query: "TO_RADIANS([180.0, 90.0])", result: [Math.PI, Math.PI / 2], type: "double" }],
});
