import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileBacktracking } from "./backtrack.ts";
import { compileOnig } from "./onig.ts";
import { parseOnig } from "./parse.ts";
import { toLinear } from "./to-re2.ts";

/** What the groups took, in order; undefined where nothing matched. */
function found(pattern: string, text: string): (string | null)[] | string | undefined {
  const { ok, fault } = compileOnig(pattern);
  if (!ok) return fault;
  const places = ok.search(text);
  return typeof places === "string"
    ? places
    : ok.groups.map((_, i) => (places[2 * i] === -1 ? null : text.slice(places[2 * i], places[2 * i + 1])));
}

describe("Oniguruma's syntax", () => {
  // biome-ignore format: table
  const cases: readonly [pattern: string, text: string, expected: (string | null)[] | string][] = [
    ["(?<a>a+)b",                        "xaab",          ["aa"]],
    ["(a)(?<x>b)",                       "ab",            ["b"]],
    ["(?<a>x)|(?<b>y)",                  "y",             [null, "y"]],
    ["^(?<a>b)$",                        "a\nb\nc",       ["b"]],
    ["\\A(?<a>b)",                       "a\nb",          "none"],
    ["(?<a>a.b)",                        "a\nb",          "none"],
    ["(?m)(?<a>a.b)",                    "a\nb",          ["a\nb"]],
    ["(?i)(?<a>É|b)",                    "é",             ["é"]],
    ["(?<a>a(?i)b)",                     "aB",            ["aB"]],
    ["(?<a>a(?i:b)c)",                   "aBC",           "none"],
    ["(?<a>\\w++)",                      "naïve!",        ["naïve"]],
    ["(?<a>a++)a",                       "aaa",           "none"],
    ["(?>a|ab)(?<x>c)",                  "abc",           "none"],
    ["(?<!a)(?<x>b)",                    "ab b",          ["b"]],
    ["(?<=a)(?<x>b)",                    "b ab",          ["b"]],
    ["(?<x>[a-c&^]+)",                   "-b&^",          ["b&^"]],
    ["(?<x>[[:alpha:]\\d]+)",            "é1-",           ["é1"]],
    ["(?<x>[]a]+)",                      "a]",            ["a]"]],
    ["(?<q>['\"]).*?\\k<q>(?<r>.)",      "\"it's\"!",     ["\"", "!"]],
    ["(?<x>\\h+)",                       "xyzbeef",       ["beef"]],
    ["(?<x>\\x41\\u0042)",               "AB",            ["AB"]],
    ["(?<x>a{,2}b)",                     "aaab",          ["aab"]],
    ["(?<x>a{x)",                        "a{x",           ["a{x"]],
    ["(?<x>\\bé)",                       "aé é",          ["é"]],
    ["(?<Esql.name>.)",                  "🔥",            ["🔥"]],
    ["(?x) (?<x> a b ) # comment",       "ab",            ["ab"]],
    ["(?<x>(a+)+$)(?=!)",                `${"a".repeat(60)}b`, "exhausted"],
    ["(",                                "",              "end pattern with unmatched parenthesis"],
    ["a)",                               "",              "unmatched close parenthesis"],
    ["[a",                               "",              "premature end of char-class"],
    ["*",                                "",              "target of repeat operator is not specified"],
    ["(?<x>a)\\1",                       "",              "numbered backref/call is not allowed. (use name)"],
  ];
  test.each(cases)("%s", (pattern, text, expected) => {
    expect(found(pattern, text)).toEqual(expected);
  });
});

const atom = fc.constantFrom("a", "b", "[ab]", "[^a]", ".", "(?<x>a)", "(?<x>b|ab)", "(?:a|ab)", "^", "$", "\\w", "\\S");
const pattern = fc
  .array(fc.tuple(atom, fc.constantFrom("", "*", "+?", "?", "{1,2}")), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.map(([part, times]) => (part === "^" || part === "$" ? part : part + times)).join(""));

test("the library and the matcher of our own find the same", () => {
  fc.assert(
    fc.property(pattern, fc.string({ unit: fc.constantFrom("a", "b", "\n", "é"), maxLength: 8 }), (text, subject) => {
      const { ok } = parseOnig(text);
      if (!ok || toLinear(ok.root) === undefined) return;
      const linear = compileOnig(text).ok?.search(subject);
      const backtracking = compileBacktracking(ok)(subject);
      expect([text, typeof linear === "object" ? [...linear] : linear]).toEqual([
        text,
        typeof backtracking === "object" ? [...backtracking] : backtracking,
      ]);
    }),
    { numRuns: 500 },
  );
});
