import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSource, isError } from "../../diagnostics/index.ts";
import { defaultFields } from "../../event/schema.ts";
import { kuery } from "./index.ts";

const parse = (text: string) => kuery.parse(createSource("query", text));
/** Each fault as `code@start-end`, warnings in brackets. */
const faults = (text: string): readonly string[] =>
  parse(text).diagnostics.map((d) => {
    const place = `${d.code}@${d.span?.start}-${d.span?.end}`;
    return isError(d) ? place : `(${place})`;
  });

// biome-ignore format: table
const FAULTS: readonly (readonly [string, readonly string[]])[] = [
  ["a:1 and (b:2",                ["T3002@8-9"]],
  ["a:1) and b:2",                ["T3002@3-4"]],
  ["f:(a or b",                   ["T3002@2-3"]],
  ["x:{ a:1",                     ["T3002@2-3"]],
  ["a:1 }",                       ["T3002@4-5"]],
  ["f:\"abc",                     ["T3003@2-3"]],
  ["f:\"abc\nand (b:1",           ["T3003@2-3", "T3002@11-12"]],
  ["a: and b:2",                  ["T3004@1-2"]],
  ["a:",                          ["T3004@1-2"]],
  ["f > ",                        ["T3004@2-3"]],
  ["f > (1 or 2)",                ["T3004@2-3"]],
  ["()",                          ["T3005@0-2"]],
  ["f:( )",                       ["T3005@2-5"]],
  ["x:{}",                        ["T3005@2-4"]],
  ["or a:1",                      ["T3006@0-2"]],
  ["a:1 and ",                    ["T3006@4-7"]],
  ["a:1 and and b:2",             ["T3006@8-11"]],
  ["(a:1) or",                    ["T3006@6-8"]],
  ["not ",                        ["T3006@0-3"]],
  ["not not a:1",                 ["T3007@4-7"]],
  ["a:1 and(b:2)",                ["T3008@4-7"]],
  ["(a:1)and (b:2)",              ["T3008@5-8"]],
  ["(a:1) or(b:2)",               ["T3008@6-8"]],
  ["f:\"a\"or b:1",               ["T3008@5-7"]],
  ["not(a:1)",                    ["T3008@0-3"]],
  ["f:C\\Windows",                ["T3009@3-5"]],
  ["f:a\\",                       ["T3009@3-4"]],
  ["f:\"a\" \"b\"",               ["T3001@6-9"]],
  ["f:(\"a\" \"b\")",             ["T3001@7-10"]],
  ["a:1 b:2 c:3",                 ["T3001@4-5", "T3001@8-9"]],
  ["f:>5",                        ["T3001@2-3"]],
  ["f:not a",                     ["T3001@2-5"]],
  ["f:a not b",                   ["T3001@4-7"]],
  ["cannot stop",                 ["T3001@3-6"]],
  ["f:(a b:c)",                   ["T3001@6-7"]],
  [": a",                         ["T3001@0-1"]],
  ["> 5",                         ["T3001@0-1"]],
  ["x{ a:1 }",                    ["T3001@1-2"]],
  ["a == \"x\"",                  ["T3011@2-4"]],
  ["a:1 && b:2",                  ["T3011@4-6"]],
  ["a:1 || b:2",                  ["T3011@4-6"]],
  ["a = 1 or b:2",                ["(T3011@2-3)"]],
  ["a != 5",                      ["(T3011@2-4)"]],
  ["process where a.b == \"x\"",  ["T3012@0-20"]],
  ["process where a.b : \"x\"",   ["T3012@0-17"]],
  ["any where true",              ["(T3012@0-14)"]],
  ["sequence by host.id",         ["(T3012@0-19)"]],
  ["f:'x y'",                     ["(T3013@2-7)"]],
  ["f:(a\n  b or c)",             ["(T3014@3-8)"]],
  ["f:a and",                     ["(T3015@4-7)"]],
  ["a:1 and and b:2 or or c:3) and \"x", ["T3006@8-11", "T3006@19-21", "T3002@25-26", "T3003@31-32"]],
];

const LEGAL = [
  "",
  " ",
  "a:1",
  "a:1 AND b:2",
  "not (not a:1)",
  "f:(not not a)",
  "f:\\and",
  "order",
  "f:android",
  "x:{ y:{ z:1 } }",
  "f < 1",
  "*:*",
  '"a b":c',
  "a b:c",
];

describe("faults", () => {
  test.each(FAULTS)("%j", (text, expected) => {
    expect(faults(text)).toEqual(expected);
  });

  test.each(LEGAL)("none in %j", (text) => {
    expect(faults(text)).toEqual([]);
    expect(parse(text).ast).toBeDefined();
  });

  test("each has a sentence without a final stop, and a hint", () => {
    for (const d of FAULTS.flatMap(([text]) => parse(text).diagnostics)) {
      expect(d.message).toMatch(/[^.]$/);
      expect(d.hint).toBeTruthy();
    }
  });

  test("point into the file that a query is embedded in", () => {
    const [fault] = parse("a:1 and\n(b:2").diagnostics;
    expect(fault?.location).toMatchObject({ line: 2, column: 1 });
  });
});

describe("hostile text", () => {
  const env = { fields: defaultFields() };
  const DEEP: readonly string[] = [
    "(",
    "not (",
    "f:(",
    "x:{",
    "f:(not ",
    "not ",
    "f:(a and (",
    ")",
    "a:b:",
    "a and ",
    '"',
    'f:"',
    ": ",
    "< ",
  ];

  test.each(DEEP)("10,000 times %j neither throws nor floods", (piece) => {
    const parsed = parse(piece.repeat(10_000));
    expect(parsed.diagnostics.length).toBeLessThanOrEqual(20);
    expect(kuery.lower(parsed, env).plan === undefined).toBe(parsed.diagnostics.some(isError));
  });

  test("10,000 balanced brackets are refused, 150 are not", () => {
    const nested = (depth: number): string => `${"(".repeat(depth)}a:1${")".repeat(depth)}`;
    expect(faults(nested(10_000))).toEqual(["T3010@200-201"]);
    expect(faults(nested(150))).toEqual([]);
  });

  test("10,000 values in a list are fine", () => {
    expect(faults(`f:(${Array.from({ length: 10_000 }, (_, i) => `v${i}`).join(" or ")})`)).toEqual([]);
  });

  test("any text: a plan exactly when there is no error", () => {
    const piece = fc.constantFrom(
      "a",
      "f:",
      "(",
      ")",
      "{",
      "}",
      " ",
      "\n",
      "and",
      " and ",
      " or ",
      "not ",
      '"',
      "\\",
      "*",
      "<",
      ">=",
      ":",
      "'",
      "=",
      "1",
      "\u00a0",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join("")),
        ),
        (text) => {
          const parsed = parse(text);
          const { plan } = kuery.lower(parsed, env);
          expect(plan !== undefined).toBe(!parsed.diagnostics.some(isError));
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
