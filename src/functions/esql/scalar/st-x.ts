import { scalar } from "../define.ts";
import { parsePoint } from "../geometry.ts";

export const stX = scalar({
  name: "st_x",
  summary: "The x coordinate of a point: on the earth its longitude.",
  params: [{ name: "point", types: ["geo_point", "cartesian_point"] }],
  result: "double",
  evaluate: ([point]) => parsePoint(point as string)?.x ?? null,
  examples: [{ query: 'ST_X(TO_GEOPOINT("POINT(42.5 14)"))', result: 42.5, type: "double" }],
});
