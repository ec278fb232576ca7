import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../event/json.ts";
import { MAX_DOCUMENT, MAX_TEXT, parseShortened, shorten } from "./shorten.ts";

const json = fc.jsonValue({ maxDepth: 4 }).map((value) => ({ value }) as unknown as JsonObject);

describe("shorten", () => {
  test("a document within the limits stays as it is", () => {
    fc.assert(
      fc.property(json, (document) => {
        const short = shorten(document);
        expect(short.cut).toBe(false);
        expect(JSON.stringify(parseShortened(short))).toBe(JSON.stringify(document));
      }),
    );
  });

  test("a long text is cut and says by how much", () => {
    const short = shorten({ a: "x".repeat(1_000_000), b: "y" });
    expect(short.cut).toBe(true);
    expect(parseShortened(short)).toEqual({ a: `${"x".repeat(MAX_TEXT)}… 990000 more characters`, b: "y" });
  });

  test.each<readonly [string, JsonObject]>([
    ["many long texts", { list: Array.from({ length: 500 }, () => "x".repeat(5000)) }],
    ["many fields", Object.fromEntries(Array.from({ length: 200_000 }, (_, i) => [`field${i}`, i]))],
    ["many numbers", { list: Array.from({ length: 1_000_000 }, (_, i) => i) }],
    ["long names", { ["k".repeat(2_000_000)]: { ["k".repeat(2_000_000)]: 1 } }],
    ["deep nesting", Array.from({ length: 3000 }).reduce<JsonObject>((inner) => ({ inner }), {})],
    ["deep lists", { list: Array.from({ length: 3000 }).reduce<unknown[]>((inner) => [inner], []) as never[] }],
  ])("%s: the result is bounded and says so", (_, document) => {
    const short = shorten(document);
    expect(short.cut).toBe(true);
    expect(short.json.length).toBeLessThan(MAX_DOCUMENT * 2);
    expect(short.json).toContain("…");
  });

  test("a field called __proto__ is a field", () => {
    const document = JSON.parse('{"__proto__":{"a":1},"b":2}') as JsonObject;
    expect(shorten(document).json).toBe('{"__proto__":{"a":1},"b":2}');
  });
});
