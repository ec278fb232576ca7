import { scalar } from "../define.ts";
import { haversine, parsePoint } from "../geometry.ts";
import type { EsqlType } from "../type.ts";

const POINTS: readonly EsqlType[] = ["geo_point", "cartesian_point"];

export const stDistance = scalar({
  name: "st_distance",
  summary: "The distance of two points: on the earth in metres along a great circle, in the plane in its own units.",
  params: [
    { name: "geomA", types: POINTS },
    { name: "geomB", types: POINTS },
  ],
  result: ([a, b]) =>
    a?.type === b?.type || a?.type === "null" || b?.type === "null"
      ? "double"
      : { fault: `both points must be of one type, but they are [${a?.type}] and [${b?.type}]`, argument: 1 },
  prepare: ([first]) => {
    const onEarth = first?.type === "geo_point";
    return ([left, right]) => {
      const [a, b] = [parsePoint(left as string), parsePoint(right as string)];
      if (!a || !b) return null;
      return onEarth ? haversine(a, b) : Math.hypot(a.x - b.x, a.y - b.y);
    };
  },
  examples: [
    { query: 'ROUND(ST_DISTANCE(TO_GEOPOINT("POINT(0 0)"), TO_GEOPOINT("POINT(1 0)")))', result: 111195, type: "double" },
    { query: 'ST_DISTANCE(TO_CARTESIANPOINT("POINT(0 0)"), TO_CARTESIANPOINT("POINT(3 4)"))', result: 5, type: "double" },
  ],
});
