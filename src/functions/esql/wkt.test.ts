import { expect, test } from "vitest";
import { normaliseWkt } from "./wkt.ts";

test.each([
  ["point(1 -2.5)", "POINT (1.0 -2.5)"],
  ["POINT (1 2 3)", "POINT (1.0 2.0 3.0)"],
  ["POINT EMPTY", "POINT EMPTY"],
  ["LINESTRING(0 0,1e1 1)", "LINESTRING (0.0 0.0, 10.0 1.0)"],
  ["MULTIPOINT ((1 2), (3 4))", "MULTIPOINT (1.0 2.0, 3.0 4.0)"],
  [
    "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
    "MULTIPOLYGON (((0.0 0.0, 1.0 0.0, 1.0 1.0, 0.0 0.0)), ((5.0 5.0, 6.0 5.0, 6.0 6.0, 5.0 5.0)))",
  ],
  ["BBOX(1, 2, 4, 3)", "BBOX (1.0, 2.0, 4.0, 3.0)"],
  ["GEOMETRYCOLLECTION(POINT(1 2),POINT(3 4))", "GEOMETRYCOLLECTION (POINT (1.0 2.0),POINT (3.0 4.0))"],
])("%s", (text, wkt) => {
  expect(normaliseWkt(text).text).toBe(wkt);
});

test.each([
  "",
  "here",
  "POINT",
  "POINT(",
  "POINT(1)",
  "POINT(1 x)",
  "POINT(1 2",
  "POINT(1 2) POINT(1 2)",
  "POLYGON(1 2)",
  "GEOMETRYCOLLECTION(".repeat(100),
])("%s is no geometry", (text) => {
  expect(normaliseWkt(text).fault).toMatch(/^Failed to parse WKT: /);
});
