import { geometryConversion } from "../geometry-conversion.ts";

export const toCartesianpoint = geometryConversion({
  name: "to_cartesianpoint",
  summary: "A point in the plane of its WKT.",
  to: "cartesian_point",
  examples: [{ query: 'TO_CARTESIANPOINT("POINT(4297.11 -1475.53)")', result: "POINT (4297.11 -1475.53)", type: "cartesian_point" }],
});
