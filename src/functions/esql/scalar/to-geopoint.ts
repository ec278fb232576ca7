import { pointConversion } from "../point-conversion.ts";

export const toGeopoint = pointConversion({
  name: "to_geopoint",
  summary: "A point on the earth of its WKT: longitude, then latitude.",
  to: "geo_point",
  check: ({ x, y }) => {
    if (Math.abs(x) > 180) return `Failed to parse WKT: invalid longitude ${x}; must be between -180.0 and 180.0`;
    return Math.abs(y) > 90 ? `Failed to parse WKT: invalid latitude ${y}; must be between -90.0 and 90.0` : undefined;
  },
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
  ],
});
