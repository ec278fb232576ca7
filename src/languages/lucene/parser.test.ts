import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSource, isError } from "../../diagnostics/index.ts";
import { defaultFields } from "../../event/schema.ts";
import { lucene } from "./index.ts";

const parse = (text: string) => lucene.parse(createSource("query", text));
const spanless = (ast: unknown): unknown => JSON.parse(JSON.stringify(ast, (key, value) => (key === "at" ? undefined : value)));
/** Each fault as `code@start-end`, warnings in brackets. */
const faults = (text: string): readonly string[] =>
  parse(text).diagnostics.map((d) => {
    const place = `${d.code}@${d.span?.start}-${d.span?.end}`;
    return isError(d) ? place : `(${place})`;
  });

// biome-ignore format: table
const FAULTS: readonly (readonly [string, readonly string[]])[] = [
  ["(a OR b",            ["T4002@0-1"]],
  ["a)",                 ["T4002@1-2"]],
  ["a) OR (b",           ["T4002@1-2", "T4002@6-7"]],
  ["f:\"x",              ["T4003@2-3"]],
  ["f:/usr/bin/x",       ["T4003@10-11"]],
  ["f:10.0.0.0/8",       ["T4003@10-11"]],
  ["f:",                 ["T4004@1-2"]],
  ["f:()",               ["T4004@2-4"]],
  ["AND b",              ["T4004@0-3"]],
  ["a AND",              ["T4004@2-5"]],
  ["a AND OR b",         ["T4004@2-5"]],
  ["NOT",                ["T4004@0-3"]],
  ["NOT NOT a",          ["T4001@4-7"]],
  ["f:[1 5]",            ["T4005@2-7"]],
  ["f:[1 TO 5",          ["T4005@2-9"]],
  ["a ]",                ["T4001@2-3"]],
  ["host.*:x",           ["T4001@0-6"]],
  ["a or b",             ["(T4007@2-4)"]],
  ["a AND b OR c",       ["(T4008@8-12)"]],
  [": x",                ["T4001@0-1"]],
];

const LEGAL = [
  "",
  " ",
  "a",
  'f:(a OR b) AND NOT g:"x y"~2',
  "+a -b !c",
  "f:[* TO 5} g:>=3",
  "f:/a[b]\\/c/",
  "a\\:b^2",
  "x~ y~1",
  "and",
  "f:a-b+c",
  "a && (b || c)",
  "f:(start \\or end)",
  `far~${"9".repeat(400)} "x y"~${"9".repeat(400)}`,
];

describe("faults", () => {
  test.each(FAULTS)("%j", (text, expected) => {
    expect(faults(text)).toEqual(expected);
  });

  test.each(LEGAL)("none in %j, and what is printed parses to the same AST", (text) => {
    expect(faults(text)).toEqual([]);
    const { ast } = parse(text);
    expect(ast && spanless(parse(lucene.print(ast)).ast)).toEqual(spanless(ast));
  });

  test("each has a sentence without a final stop, and a hint", () => {
    for (const d of FAULTS.flatMap(([text]) => parse(text).diagnostics)) {
      expect(d.message).toMatch(/[^.]$/);
      expect(d.hint).toBeTruthy();
    }
  });
});

describe("hostile text", () => {
  const env = { fields: defaultFields() };
  const piece = fc.constantFrom(
    "a",
    "f:",
    "(",
    ")",
    "[",
    "]",
    "{1 TO ",
    "}",
    " ",
    "\n",
    "AND",
    " AND ",
    " OR ",
    "NOT ",
    '"',
    "\\",
    "*",
    "?",
    "<",
    ">=",
    ":",
    "/",
    "~",
    "~1",
    "^2",
    "+",
    "-",
    "!",
    "TO",
  );

  test.each(["(", "NOT (", "f:(", "[", '"', "/a", "a:b:", ")", "-", "AND ", "f:[1 TO "])(
    "10,000 times %j neither throws nor floods",
    (text) => {
      const parsed = parse(text.repeat(10_000));
      expect(parsed.diagnostics.length).toBeLessThanOrEqual(20);
      expect(lucene.lower(parsed, env).plan === undefined || !parsed.diagnostics.some(isError)).toBe(true);
    },
  );

  test("any text: a plan exactly when there is no error, and legal text survives printing", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join("")),
        ),
        (text) => {
          const parsed = parse(text);
          const { plan, diagnostics } = lucene.lower(parsed, env);
          expect(plan !== undefined).toBe(![...parsed.diagnostics, ...diagnostics].some(isError));
          if (!parsed.ast || parsed.diagnostics.some(isError)) return;
          const printed = lucene.print(parsed.ast);
          const again = parse(printed);
          expect({ printed, faults: again.diagnostics.filter(isError), ast: spanless(again.ast) }).toEqual({
            printed,
            faults: [],
            ast: spanless(parsed.ast),
          });
        },
      ),
      { numRuns: 5_000 },
    );
  });
});
