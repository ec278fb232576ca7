import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isJsonFault, type JsonNode, parseJsonTree } from "./json-tree.ts";

/** Text, offset of the fault, words of its message. */
const FAULTS: readonly (readonly [string, number, RegExp])[] = [
  ["", 0, /ends where a value/],
  ["  ", 2, /ends where a value/],
  ['{"a": x}', 6, /expected a value/],
  ["{'a': 1}", 1, /key in double quotes/],
  ["{\"a\": 'x'}", 6, /expected a value/],
  ['{"a": 1,}', 8, /key in double quotes/],
  ['{"a" 1}', 5, /expected `:`/],
  ['{"a": 1 "b": 2}', 8, /`,` or `}`/],
  ['{"a": 1', 7, /`,` or `}`/],
  ["[1 2]", 3, /`,` or `]`/],
  ["[1,]", 3, /expected a value/],
  ["[01]", 1, /expected a value/],
  ['{"a": tru}', 6, /expected a value/],
  ['"abc', 0, /not closed/],
  ['["a\nb"]', 3, /raw line break/],
  ['["a\\xb"]', 3, /unknown escape/],
  ['["a\\u12"]', 3, /unknown escape/],
  ['{"a": 1}}', 8, /more text follows/],
  ["[".repeat(600), 512, /levels deep/],
];

describe("JSON tree", () => {
  test("a text of many megabytes does not overflow the stack", () => {
    const text = `"${"x\\n".repeat(8_000_000)}"`;
    expect(parseJsonTree(text)).toMatchObject({ kind: "string", at: { start: 0, end: text.length } });
  });

  test.each(FAULTS)("%j is at fault at %d", (text, offset, message) => {
    const result = parseJsonTree(text);
    expect(result).toMatchObject({ offset, message: expect.stringMatching(message) });
  });

  test("accepts and refuses what JSON.parse does", () => {
    const edit = fc.record({
      at: fc.nat(),
      remove: fc.nat(2),
      insert: fc.constantFrom("", '"', "\\", "{", "}", "[", "]", ",", ":", "1", "e", "-", ".", " ", "\n", "n"),
    });
    fc.assert(
      fc.property(fc.json(), fc.array(edit, { maxLength: 2 }), (json, edits) => {
        const text = edits.reduce((t, { at, remove, insert }) => {
          const start = at % (t.length + 1);
          return t.slice(0, start) + insert + t.slice(start + remove);
        }, json);
        expect(isJsonFault(parseJsonTree(text))).toBe(!parses(text));
      }),
      { numRuns: 2000 },
    );
  });

  test("every node spans its own JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(rebuild(text, parseJsonTree(text) as JsonNode)).toEqual(JSON.parse(text));
      }),
    );
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The value of a node, from the text of its leaves alone. */
function rebuild(text: string, node: JsonNode): unknown {
  if (node.kind === "array") return node.items.map((item) => rebuild(text, item));
  if (node.kind !== "object") return JSON.parse(text.slice(node.at.start, node.at.end));
  const entries = node.members.map(({ key, value }) => [JSON.parse(text.slice(key.start, key.end)), rebuild(text, value)] as const);
  return Object.fromEntries(entries);
}
