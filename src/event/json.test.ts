import fc from "fast-check";
import { expect, test } from "vitest";
import { cloneJson, type Json } from "./json.ts";

test("a copy is equal and shares nothing", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const original = value as Json;
      const copy = cloneJson(original);
      expect(JSON.stringify(copy)).toBe(JSON.stringify(original));
      if (typeof original === "object" && original !== null) expect(copy).not.toBe(original);
    }),
  );
  const odd = JSON.parse('{"__proto__":{"a":1},"b":[{}]}') as Json;
  expect(JSON.stringify(cloneJson(odd))).toBe('{"__proto__":{"a":1},"b":[{}]}');
});
