import { expect, test } from "vitest";
import { filterPath } from "./filter-path.ts";

test("filter_path keeps what is asked for", () => {
  const answer = {
    errors: true,
    took: 3,
    items: [{ create: { status: 201, _id: "a" } }, { create: { status: 400, error: { type: "t" } } }],
  };
  expect(filterPath(answer, "errors,items.*.error,items.*.status")).toEqual({
    errors: true,
    items: [{ create: { status: 201 } }, { create: { status: 400, error: { type: "t" } } }],
  });
  expect(filterPath(answer, "items.*.error")).toEqual({ items: [{ create: { error: { type: "t" } } }] });
  expect(filterPath(answer, "**.type")).toEqual({ items: [{ create: { error: { type: "t" } } }] });
  expect(filterPath(answer, "none")).toBeUndefined();
  expect(filterPath(answer, "-took")).toEqual(answer);
});
