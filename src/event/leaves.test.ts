import { describe, expect, test } from "vitest";
import type { JsonObject, Scalar } from "./json.ts";
import { visitDocument } from "./leaves.ts";

describe("visitDocument", () => {
  test("every leaf but metadata and nulls, in document order", () => {
    const seen: Scalar[] = [];
    const document: JsonObject = { _id: "1", _index: "i", a: { b: [1, [null, { c: "x" }]], d: {} }, e: false };
    expect(visitDocument(document, (leaf) => seen.push(leaf) < 0)).toBe(false);
    expect(seen).toEqual([1, "x", false]);
  });

  test("ends at the first true", () => {
    const seen: Scalar[] = [];
    expect(visitDocument({ a: [1, 2], b: 3 }, (leaf) => seen.push(leaf) === 2)).toBe(true);
    expect(seen).toEqual([1, 2]);
  });
});
