import { scalar } from "../define.ts";
import { NUMERIC } from "../type-sets.ts";

export const atan2 = scalar({
  name: "atan2",
  summary: "The angle between the positive x axis and the ray to the point (x, y), in radians.",
  params: [
    { name: "y_coordinate", types: NUMERIC },
    { name: "x_coordinate", types: NUMERIC },
  ],
  result: "double",
  evaluate: ([y, x]) => Math.atan2(Number(y), Number(x)),
  examples: [{ query: "ATAN2(1, 0)", result: Math.PI / 2, type: "double" }],
});
