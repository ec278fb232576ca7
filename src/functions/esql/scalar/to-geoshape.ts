import { geometryConversion } from "../geometry-conversion.ts";

export const toGeoshape = geometryConversion({
  name: "to_geoshape",
  summary: "A shape on the earth of its WKT. Only its form is checked.",
  to: "geo_shape",
  examples: [
    {
      query: 'TO_GEOSHAPE("POLYGON ((30 10, 40 40, 20 40, 30 10))")',
      result: "POLYGON ((30.0 10.0, 40.0 40.0, 20.0 40.0, 30.0 10.0))",
      type: "geo_shape",
    },
    { query: '"POINT(0 0)"::geo_shape', result: "POINT (0.0 0.0)", type: "geo_shape" },
  ],
});
