import { scalar } from "../define.ts";
import { parsePoint } from "../geometry.ts";

export const stY = scalar({
  name: "st_y",
  summary: "The y coordinate of a point: on the earth its latitude.",
  params: [{ name: "point", types: ["geo_point", "cartesian_point"] }],
  result: "double",
  evaluate: ([point]) => parsePoint(point as string)?.y ?? null,
  examples: [{ query: 'ST_Y(TO_GEOPOINT("POINT(42.5 14)"))', result: 14, type: "double" }],
});
