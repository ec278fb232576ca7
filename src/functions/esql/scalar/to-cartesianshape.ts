import { geometryConversion } from "../geometry-conversion.ts";

export const toCartesianshape = geometryConversion({
  name: "to_cartesianshape",
  summary: "A shape in the plane of its WKT. Only its form is checked.",
  to: "cartesian_shape",
  examples: [
    {
      query: 'TO_CARTESIANSHAPE("GEOMETRYCOLLECTION(POINT(1 2), LINESTRING(0 0, 3.5 1e2))")',
      result: "GEOMETRYCOLLECTION (POINT (1.0 2.0),LINESTRING (0.0 0.0, 3.5 100.0))",
      type: "cartesian_shape",
    },
  ],
});
