import { scalar } from "../define.ts";
import { NUMERIC } from "../type-sets.ts";

/** Java multiplies with this one number. */
const RADIANS = 0.017453292519943295;

export const toRadians = scalar({
  name: "to_radians",
  summary: "An angle in degrees as radians.",
  params: [{ name: "number", types: NUMERIC }],
  multi: "each",
  result: "double",
  evaluate: ([value]) => Number(value) * RADIANS,
  examples: [{ query: "TO_RADIANS([180.0, 90.0])", result: [Math.PI, Math.PI / 2], type: "double" }],
});
