import { describe, expect, test } from "vitest";
import type { JsonObject } from "../event/json.ts";
import { intersect } from "./sequence-group.ts";

const CASES: readonly (readonly [string, JsonObject, JsonObject, JsonObject])[] = [
  ["only on one side", { a: 1 }, { b: 1 }, {}],
  ["equal scalars", { a: 1, b: "x" }, { a: 1, b: "y" }, { a: 1 }],
  ["objects by recursion, empty ones dropped", { a: { b: 1, c: 2 }, d: { e: 1 } }, { a: { b: 1, c: 3 }, d: { e: 2 } }, { a: { b: 1 } }],
  ["lists by what is in both, in the first's order", { a: [1, 2, 3] }, { a: [3, 2] }, { a: [2, 3] }],
  ["a list may end up empty", { a: [1] }, { a: [2] }, { a: [] }],
  ["a scalar is a list of one", { a: [1, 2] }, { a: 2 }, { a: [2] }],
  ["objects in lists never compare equal", { a: [{ b: 1 }] }, { a: [{ b: 1 }] }, { a: [] }],
  ["an object and a list share nothing", { a: { b: 1 } }, { a: [1] }, {}],
  ['1 and "1" differ', { a: 1 }, { a: "1" }, {}],
];

describe("fields shared by the events of a sequence", () => {
  test.each(CASES)("%s", (_, a, b, expected) => {
    expect(intersect(a, b)).toEqual(expected);
  });
});
