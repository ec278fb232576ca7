import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lex } from "./lexer.ts";
import type { EqlToken } from "./tokens.ts";

interface Read {
  readonly tokens: readonly EqlToken[];
  readonly faults: readonly string[];
}

function read(text: string): Read {
  const faults: string[] = [];
  const tokens = lex(text, (code, at, message) => faults.push(`${code} ${JSON.stringify(text.slice(at.start, at.end))} ${message}`));
  return { tokens: tokens.slice(0, -1), faults };
}

const kinds = (text: string): string =>
  read(text)
    .tokens.map((token) => `${token.kind}:${token.text}`)
    .join(" ");

describe("tokens", () => {
  // biome-ignore format: table
  test.each([
    ["process where a==1",      "identifier:process keyword:where identifier:a operator:== integer:1"],
    ["AND and And",             "identifier:AND keyword:and identifier:And"],
    ["like~ in~ regex~ and~",   "keyword:like~ keyword:in~ keyword:regex~ keyword:and unknown:~"],
    ["endsWith~(x)",            "identifier:endsWith~ operator:( identifier:x operator:)"],
    ["@timestamp _x a1",        "identifier:@timestamp identifier:_x identifier:a1"],
    ["a.b?c ![ [!=",            "identifier:a operator:. identifier:b operator:? identifier:c operator:![ operator:[ operator:!="],
    ["1 1.5 1. .5 1e3 2.5E-3",  "integer:1 decimal:1.5 decimal:1. decimal:.5 decimal:1e3 decimal:2.5E-3"],
    ["5m 10ms",                 "integer:5 identifier:m integer:10 identifier:ms"],
    ["a//b\nc /* d */ e",       "identifier:a comment://b identifier:c comment:/* d */ identifier:e"],
    ["/* a /* b */ c */ d",     "comment:/* a /* b */ c */ identifier:d"],
    ["/* a /* b */ d",          "comment:/* a /* b */ identifier:d"],
  ])("%s", (text, expected) => {
    expect(kinds(text)).toBe(expected);
  });
});

describe("values", () => {
  // biome-ignore format: table
  test.each([
    ['"a\\tb\\n\\"\\\\"',       'a\tb\n"\\'],
    ['"it\\\'s"',               "it's"],
    ['"\\u00e9\\u{1F600}\\u{41}"', "é😀A"],
    ['"""C:\\a\\"b"""',         'C:\\a\\"b'],
    ['""""foo"bar"""""',        '"foo"bar""'],
    ['""""""',                  ""],
    ['""',                      ""],
    ["`a b``c`",                "a b`c"],
  ])("%s", (text, value) => {
    expect(read(text)).toMatchObject({ faults: [], tokens: [{ value, text }] });
  });
});

describe("faults", () => {
  // biome-ignore format: table
  test.each([
    ["'x'",              "T2003", "'x'",            "Use double quotes [\"] to define string literals, not single quotes [']"],
    ['?"x"',             "T2004", '?"x"',           'Use triple double quotes ["""] to define unescaped string literals, not [?"]'],
    ["?'x'",             "T2004", "?'x'",           'Use triple double quotes ["""] to define unescaped string literals, not [?\']'],
    ['"abc\nd',          "T2002", '"abc',           "not closed"],
    ['"""abc\n"""',      "T2002", '"""abc',         "not closed"],
    ["`abc",             "T2002", "`abc",           "not closed"],
    ["``",               "T2007", "``",             "empty"],
    ['"a\\q"',           "T2005", "\\q",            "token recognition error at: '\\q'"],
    ['"\\u12"',          "T2006", "\\u",            "exactly 4 hex digits"],
    ['"\\u{D}"',         "T2006", "\\u{D}",         "Unicode sequence in curly braces should use [2-8] hex digits, [\\u{D}] has [1]"],
    ['"\\u{10000000}"',  "T2006", "\\u{10000000}",  "Invalid unicode character code [10000000]"],
    ['"\\u{d800}"',      "T2006", "\\u{d800}",      "Invalid unicode character code [d800]"],
    ['"\\u{zz}"',        "T2006", "\\u{z",          "hex digits only"],
    ["/* a",             "T2008", "/*",             "not closed"],
    ["a && b",           "T2009", "&&",             "no operator [&&]"],
    ["!a",               "T2009", "!",              "no operator [!]"],
    ["a; b",             "T2010", ";",              "token recognition error at: ';'"],
    ["a ≠ b",            "T2010", "≠",              "token recognition error at: '≠'"],
  ])("%s", (text, code, where, message) => {
    const { faults } = read(text);
    expect(faults[0]).toContain(`${code} ${JSON.stringify(where)} `);
    expect(faults[0]).toContain(message);
  });
});

test("tokens never overlap and leave out only white space", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."ab `\"'\\/*?~!=<>.,()[]|1e\nu{}é😀") }), (text) => {
      let end = 0;
      for (const token of read(text).tokens) {
        expect(token.span.start).toBeGreaterThanOrEqual(end);
        expect(text.slice(end, token.span.start).trim()).toBe("");
        expect(token.span.end).toBeGreaterThan(token.span.start);
        end = token.span.end;
      }
      expect(text.slice(end).trim()).toBe("");
    }),
  );
});
