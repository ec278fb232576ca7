import { geometryConversion } from "../geometry-conversion.ts";

export const toGeopoint = geometryConversion({
  name: "to_geopoint",
  summary: "A point on the earth of its WKT: longitude, then latitude.",
  to: "geo_point",
  examples: [
    {
      query: 'TO_GEOPOINT("POINT(42.97109630194 14.7552534413725)")',
      result: "POINT (42.97109630194 14.7552534413725)",
      type: "geo_point",
    },
    {
      query: 'TO_GEOPOINT("here")',
      result: null,
      type: "geo_point",
      warning: "java.lang.IllegalArgumentException: Failed to parse WKT: Unknown geometry type: here",
    },
    {
      query: 'TO_GEOPOINT("POINT(0 91)")',
      result: null,
      type: "geo_point",
      warning: "java.lang.IllegalArgumentException: invalid latitude 91; must be between -90.0 and 90.0",
    },
  ],
});
