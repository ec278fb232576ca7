import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FieldType } from "./field-type.ts";
import type { Json, JsonObject } from "./json.ts";
import { compileField, compileForEach, compileHasBelow, compileObjects, compilePath, NO_VALUES } from "./path.ts";

const parsed = (text: string): JsonObject => JSON.parse(text) as JsonObject;

/** An object that holds `value` under `depth` keys `a`. */
function deep(depth: number, value: string): JsonObject {
  return parsed(`${'{"a":'.repeat(depth)}${value}${"}".repeat(depth)}`);
}

describe("compilePath", () => {
  const cases: readonly [name: string, path: string, document: string, values: readonly Json[]][] = [
    ["nested", "a.b", '{"a":{"b":1}}', [1]],
    ["dotted", "a.b", '{"a.b":1}', [1]],
    ["dotted inside", "a.b.c", '{"a":{"b.c":true}}', [true]],
    ["dotted outside", "a.b.c", '{"a.b":{"c":"x"}}', ["x"]],
    ["every spelling at once", "a.b.c", '{"a":{"b":{"c":1},"b.c":2},"a.b":{"c":3},"a.b.c":4}', [1, 2, 3, 4]],
    ["arrays at the end", "a", '{"a":[1,null,[2,[3,[]]],{}]}', [1, 2, 3]],
    ["arrays on the way", "a.b", '{"a":[{"b":1},{"b":[2,3]},4,null,[{"b":5}]]}', [1, 2, 3, 5]],
    ["objects are no values", "a", '{"a":{"b":1}}', []],
    ["null is none", "a", '{"a":null}', []],
    ["false, zero and the empty text are values", "a", '{"a":[false,0,""]}', [false, 0, ""]],
    ["scalars have nothing below", "a.b", '{"a":"b"}', []],
    ["no inherited property", "constructor.name", "{}", []],
    ["nor below", "a.constructor", '{"a":{}}', []],
    ["own properties of such names", "a.__proto__", '{"a":{"__proto__":7}}', [7]],
    ["an own constructor", "constructor", '{"constructor":"x"}', ["x"]],
    ["metadata", "_id", '{"_id":"1"}', ["1"]],
    ["empty segments", "a..b", '{"a.":{"b":1}}', [1]],
  ];
  test.each(cases)("%s", (_, path, document, values) => {
    expect(compilePath(path)(parsed(document))).toEqual(values);
    const visited: Json[] = [];
    compileForEach(path)(parsed(document), (value) => {
      visited.push(value);
      return false;
    });
    expect(visited).toEqual(values);
  });

  test("nothing found is one shared, frozen list", () => {
    expect(compilePath("a")({})).toBe(NO_VALUES);
    expect(Object.isFrozen(NO_VALUES)).toBe(true);
  });

  test("answers are not reused", () => {
    const read = compilePath("a");
    const first = read({ a: 1 });
    read({ a: [2, 3] });
    expect(first).toEqual([1]);
  });

  test("a visit that returns true ends the walk", () => {
    const seen: Json[] = [];
    const ended = compileForEach("a")({ a: [1, [2, 3], 4] }, (value) => seen.push(value) === 2);
    expect([ended, seen]).toEqual([true, [1, 2]]);
  });

  test("depth costs no stack", () => {
    const nested = parsed(`{"a":${"[".repeat(100_000)}1${"]".repeat(100_000)}}`);
    expect(compilePath("a")(nested)).toEqual([1]);
    expect(compilePath("a.a")(deep(10_000, "1"))).toEqual([]);
    expect(compileHasBelow("a")(deep(10_000, "1"))).toBe(true);
    expect(compileHasBelow("a")(deep(10_000, "null"))).toBe(false);
  });

  test("each way to spell a path gives the same value", () => {
    const segments = fc.array(fc.constantFrom("a", "b", "constructor", "__proto__", "x"), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(segments, fc.infiniteStream(fc.boolean()), fc.integer(), (parts, joined, value) => {
        const keys: string[] = [];
        for (const part of parts) {
          if (keys.length > 0 && joined.next().value) keys.push(`${keys.pop()}.${part}`);
          else keys.push(part);
        }
        const document = parsed(keys.reduceRight((inner, key) => `{${JSON.stringify(key)}:${inner}}`, String(value)));
        expect(compilePath(parts.join("."))(document)).toEqual([value]);
      }),
    );
  });
});

describe("compileHasBelow", () => {
  const cases: readonly [path: string, document: string, exists: boolean][] = [
    ["a", '{"a":{"b":1}}', true],
    ["a", '{"a":{"b":{}}}', false],
    ["a", '{"a":{"b":[null,[]]}}', false],
    ["a", '{"a":[{"b":""}]}', true],
    ["a", '{"a.b":1}', true],
    ["a.b", '{"a":{"b.c":1}}', true],
    ["a.b", '{"a.b.c":{"d":1}}', true],
    ["a.b", '{"a.bc":1,"a":{"bc":1}}', false],
    ["a", '{"a":1}', true],
    ["a", "{}", false],
  ];
  test.each(cases)("%s in %s: %s", (path, document, exists) => expect(compileHasBelow(path)(parsed(document))).toBe(exists));
});

describe("compileObjects", () => {
  test("members of arrays one by one, whatever the spelling", () => {
    const document = parsed('{"a":{"b":[{"c":1},2,[{"c":3}]]},"a.b":{"c":4}}');
    expect(compileObjects("a.b")(document)).toEqual([{ c: 1 }, { c: 3 }, { c: 4 }]);
  });
});

describe("compileField", () => {
  const field = (more: Partial<FieldType>): FieldType => ({ name: "f", path: "f", kind: "keyword", ...more });
  const cases: readonly [name: string, field: FieldType, document: string, values: readonly Json[]][] = [
    ["a multi-field reads its parent", field({ name: "f.text" }), '{"f":"x"}', ["x"]],
    ["ignore_above drops longer texts", field({ ignoreAbove: 3 }), '{"f":["abc","abcd",12345]}', ["abc", 12345]],
    ["null_value stands for a null", field({ nullValue: "none" }), '{"f":null}', ["none"]],
    ["also in a list", field({ nullValue: 0 }), '{"f":[1,null]}', [1, 0]],
    ["but not for absence or an empty list", field({ nullValue: 0 }), '{"f":[]}', []],
    ["a flattened field has all its leaves", field({ kind: "flattened" }), '{"f":{"a":1,"b":{"c":["x",null]}},"f.d":"y"}', [1, "x", "y"]],
    ["a leaf of one only itself", field({ kind: "flattened", path: "f.b", leafOf: "f" }), '{"f":{"b":{"c":"x"}}}', []],
  ];
  test.each(cases)("%s", (_, type, document, values) => expect(compileField(type)(parsed(document))).toEqual(values));
});
