import { expect, test } from "vitest";
import { compileWritten } from "./written-value.ts";

test.each([
  ["nested", { a: { b: { c: 1 } } }, 1],
  ["flat", { "a.b.c": 1 }, 1],
  ["mixed", { a: { "b.c": 1 } }, 1],
  ["a list as it stands", { a: { b: { c: [[1], 2] } } }, [[1], 2]],
  ["the flattest spelling wins", { a: { b: { c: 1 } }, "a.b": { c: 2 } }, 2],
  ["null is nothing, another spelling is looked for", { "a.b.c": null, a: { b: { c: 1 } } }, 1],
  ["not through lists", { a: [{ b: { c: 1 } }] }, undefined],
  ["nothing", { a: { b: {} } }, undefined],
  ["not what objects inherit", {}, undefined],
])("%s", (_, document, expected) => {
  expect(compileWritten("a.b.c")(document)).toEqual(expected);
  expect(compileWritten("constructor.name")(document)).toBeUndefined();
});
