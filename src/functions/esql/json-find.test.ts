import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findJson } from "./json-find.ts";
import { type JsonStep, parseJsonPath } from "./json-path.ts";

const find = (text: string, path: string): unknown => {
  const { steps, fault } = parseJsonPath(path);
  const found = steps ? findJson(text, steps, path) : { fault };
  return "value" in found ? found.value : { fault: found.fault };
};

describe("what stands at a path of a JSON text", () => {
  test.each([
    ['{"a":{"b":[1,2.50,"x"]}}', "a.b[1]", "2.50"],
    ['{"a":{"b":[1,2.50,"x"]}}', "a.b[2]", "x"],
    ['{"a" : { "b":[ 1 , 2 ] } }', "a", '{ "b":[ 1 , 2 ] }'],
    ['{"a":"\\u00e9\\n"}', "a", "é\n"],
    ['{"a.b":1}', "['a.b']", "1"],
    ['{"it\'s":1}', "['it\\'s']", "1"],
    ['{"":7}', "['']", "7"],
    ["[[1],[2,3]]", "$[ 1 ][0]", "2"],
    ["  42 ", "", "42"],
    ["true", "$.", "true"],
    ['{"a":1} and no more', "a", "1"],
    ['{"a":1, broken', "a", "1"],
  ])("%s at %s", (text, path, value) => {
    expect(find(text, path)).toBe(value);
  });

  test.each([
    ['{"a":1}', "b", "path [b] does not exist"],
    ['{"a":1}', "a.b", "path [a.b] does not exist"],
    ['{"a":1}', "[0]", "path [[0]] does not exist"],
    ["{}", "a", "path [a] does not exist"],
    ["[]", "[0]", "array index out of bounds"],
    ["[1]", "[-1]", "array index out of bounds"],
    ["", "a", "empty JSON input"],
    ["nope", "a", "invalid JSON input"],
    ['{"b":01,"a":1}', "a", "invalid JSON input"],
    ['{"b":[1,],"a":1}', "a", "invalid JSON input"],
    ['{"b":{"c":1]},"a":1}', "a", "invalid JSON input"],
    ['{"a":"\\x"}', "a", "invalid JSON input"],
    ['{"a":"unended', "a", "invalid JSON input"],
    ["[".repeat(2_000), "[0]", "invalid JSON input"],
    ['{"a":1}', "a..b", "Invalid JSON path [a..b]: consecutive dots at position 1"],
    ['{"a":1}', "$a", "Invalid JSON path [$a]: expected [.] or [[] after [$] at position 1"],
    ['{"a":1}', "a[01]", "Invalid JSON path [a[01]]: leading zeros are not allowed in array index [01] at position 1"],
    ['{"a":1}', "a[*]", "Invalid JSON path [a[*]]: expected integer array index, got [*] at position 1"],
  ])("%s at %s is a fault", (text, path, fault) => {
    expect(find(text, path)).toEqual({ fault });
  });

  test("every value of a JSON document is found at its path", () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 4 }).map((text): unknown => JSON.parse(JSON.stringify(JSON.parse(text)))),
        fc.constantFrom(0, 1),
        (document, indent) => {
          for (const [steps, value] of places(document)) {
            const found = findJson(JSON.stringify(document, null, indent), steps, "…");
            const text = "value" in found ? found.value : found.fault;
            if (typeof value === "string") expect(text).toBe(value);
            else expect(JSON.parse(text ?? "null")).toEqual(value);
          }
        },
      ),
    );
  });
});

/** Every value in a document, with the steps that lead to it. */
function* places(value: unknown, steps: readonly JsonStep[] = []): Generator<readonly [readonly JsonStep[], unknown]> {
  yield [steps, value];
  if (Array.isArray(value)) for (const [i, item] of value.entries()) yield* places(item, [...steps, i]);
  else if (typeof value === "object" && value !== null)
    for (const [key, item] of Object.entries(value)) yield* places(item, [...steps, key]);
}
