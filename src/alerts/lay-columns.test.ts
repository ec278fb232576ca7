import { expect, test } from "vitest";
import type { JsonObject } from "../event/json.ts";
import { layColumns } from "./lay-columns.ts";

// biome-ignore format: table
const cases: readonly [document: JsonObject, columns: JsonObject, laid: JsonObject][] = [
  [{ a: { b: 1, c: 2 } },               { "a.b": 9 },             { a: { c: 2, b: 9 } }],
  [{ "a.b": 1, a: { c: 2 } },           { "a.b": 9 },             { a: { c: 2, b: 9 } }],
  [{ "a.b.c": 1, a: { "b.c": 2 } },     { "a.b.c": 9 },           { a: { b: { c: 9 } } }],
  [{ a: [{ b: 1, c: 2 }, { b: 3 }] },   { "a.b": 9 },             { a: [{ c: 2 }, {}], "a.b": 9 }],
  [{ a: "text" },                       { "a.b": 9 },             { a: "text", "a.b": 9 }],
  [{},                                  { "E.x": [1, 2], "E.y.z": "s" }, { E: { x: [1, 2], y: { z: "s" } } }],
  [{ a: 1 },                            { a: "new" },             { a: "new" }],
  [{},                                  { __proto__x: 1, "constructor.name": 2 }, { __proto__x: 1, constructor: { name: 2 } }],
];

test.each(cases)("%j and %j", (document, columns, laid) => {
  const before = structuredClone(document);
  expect(layColumns(document, columns)).toEqual(laid);
  expect(document).toEqual(before);
});
