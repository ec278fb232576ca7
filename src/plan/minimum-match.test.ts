import { expect, test } from "vitest";
import type { Predicate } from "./predicate.ts";
import { atLeast, readMinimum } from "./minimum-match.ts";

// biome-ignore format: table
test.each([
  ["2", 5, 2], [2, 5, 2], ["-1", 5, 4], ["-9", 5, 0], ["75%", 4, 3], ["75%", 5, 3], ["-25%", 5, 4], ["-25%", 3, 3], ["0", 5, 0],
  ["3<90%", 3, 3], ["3<90%", 4, 3], ["3<90%", 10, 9], ["2<-25% 9<-3", 2, 2], ["2<-25% 9<-3", 8, 6], ["2<-25% 9<-3", 12, 9],
  ["3 < 90%", 3, 3], ["x", 5, undefined], ["2<", 5, undefined], ["1.5", 5, undefined], ["<2", 5, undefined],
] as const)("%s of %d clauses is %s", (written, count, expected) => {
  expect(readMinimum(written, count)).toBe(expected);
});

test("so many of the items, written out", () => {
  const items = ["a", "b", "c"].map((name): Predicate => ({ kind: "exists", field: { name, path: name, kind: "keyword" } }));
  const names = (predicate: Predicate | undefined): unknown =>
    predicate?.kind === "exists" ? predicate.field.name : predicate && "items" in predicate ? predicate.items.map(names) : predicate?.kind;
  expect(names(atLeast(2, items))).toEqual([
    ["a", "b"],
    ["a", "c"],
    ["b", "c"],
  ]);
  expect(names(atLeast(3, items))).toEqual(["a", "b", "c"]);
  expect(names(atLeast(1, items))).toEqual(["a", "b", "c"]);
  expect(names(atLeast(4, items))).toEqual("none");
  expect(
    atLeast(
      10,
      Array.from({ length: 20 }, () => items[0] as Predicate),
    ),
  ).toBeUndefined();
});
