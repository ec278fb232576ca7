import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileReplacer } from "./replace.ts";

function replaced(pattern: string, text: string, replacement: string): unknown {
  const { ok, fault } = compileReplacer(pattern);
  if (!ok) return { pattern: fault };
  const { text: result, fault: why } = ok.replaceAll(text, replacement, 1_000_000);
  return result ?? why;
}

describe("replacing as Java does", () => {
  // biome-ignore format: table
  const cases: readonly [pattern: string, text: string, replacement: string, result: string][] = [
    ["World", "Hello World", "Universe", "Hello Universe"],
    ["\\s+", "a  b\tc", "", "abc"],
    ["(a)(b)", "xaby", "[$2$1]", "x[ba]y"],
    ["(?<n>a)", "xay", "${n}${n}", "xaay"],
    ["a", "xay", "\\$1", "x$1y"],
    ["a*", "baac", "-", "-b--c-"],
    ["", "ab", "-", "-a-b-"],
    ["(?i)ABC", "xabcAbC", "_", "x__"],
    ["(?i:é)É", "éÉÉ", "_", "_É"],
    ["(?iu)É", "éÉ", "_", "__"],
    [":[0-9]+$", "host:80", "", "host"],
    ["$", "a\n", "|", "a|\n|"],
    ["(?m)^", "a\nb", ">", ">a\n>b"],
    [".", "a\nb\r", "x", "x\nx\r"],
    ["(?s).", "a\n", "x", "xx"],
    ["a|ab", "ab", "x", "xb"],
    ["(ab|a)(c|bcd)(d*)", "abcd", "$1,$2,$3", "ab,c,d"],
    ["a+?", "aaa", "x", "xxx"],
    ["a{2,3}", "aaaaa", "x", "xx"],
    ["\\w++`", "ab`c", "x", "xc"],
    ["a++a", "aaa", "x", "aaa"],
    ["(?>a|ab)c", "abc", "x", "abc"],
    ["[A-Za-z]`(?![rnt])[a-z]", "p`ower`n", "_", "_wer`n"],
    ["(?<=a)b", "abcb", "x", "axcb"],
    ["(?<!a)b", "abcb", "x", "abcx"],
    ["(?=.*b)a", "aab", "x", "xxb"],
    ["(a)\\1", "aaa", "x", "xa"],
    ["(?<q>['\"]).*?\\k<q>", "'a' \"b\"", "_", "_ _"],
    ["[a-z&&[^aeiou]]", "hello", "_", "_e__o"],
    ["[^a-c]", "abcd-", "_", "abc__"],
    ["[]a]", "a]b", "_", "__b"],
    ["\\p{Punct}", "a.b!", "", "ab"],
    ["\\p{Lu}\\P{L}", "É1a", "_", "_a"],
    ["\\bcat\\b", "cat concat", "dog", "dog concat"],
    ["\\Q.*\\E", "a.*b", "x", "axb"],
    ["\\R", "a\r\nb\n", "|", "a|b|"],
    ["\\x41\\u0042\\t", "AB\t", "x", "x"],
    ["🔥", "a🔥b", "", "ab"],
    [".", "🔥a", "x", "xx"],
    ["(a*)*b", "aab", "x", "x"],
    ["(?x) a b # c", "ab", "y", "y"],
    ["(a|b)*", "ab", "<$1>", "<b><>"],
  ];

  test.each(cases)("%s in %j by %j", (pattern, text, replacement, result) => {
    expect(replaced(pattern, text, replacement)).toBe(result);
  });

  test.each([
    ["a", "$1", { message: "No group 1" }],
    ["a", "$", { message: "Illegal group reference: group index is missing" }],
    ["a", "\\", { message: "character to be escaped is missing" }],
    ["(", "", { pattern: "Unclosed group" }],
    ["*a", "", { pattern: "Dangling meta character '*'" }],
    ["[a", "", { pattern: "Unclosed character class" }],
    ["(?<=a*)b", "", { pattern: "Look-behind group does not have an obvious maximum length" }],
    ["\\p{Nope}", "", { pattern: "Unknown character property name {Nope}" }],
    ["(a{1000}){1000}", "", { pattern: "the regular expression is too large" }],
  ])("%s by %j is a fault", (pattern, replacement, fault) => {
    expect(replaced(pattern, "a", replacement)).toEqual(fault);
  });

  test.each(["(a+)+$", "(a|aa)+$", "(.*a){12}$", "(?:a?){25}a{25}$", "(?=(a+)+$)b"])("%s stays linear on a hostile text", (pattern) => {
    const text = `${"a".repeat(3_000)}!`;
    const started = process.hrtime.bigint();
    expect(replaced(pattern, text, "x")).toBeDefined();
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(3_000);
  });

  test("gives up where back-references make it exponential", () => {
    expect(replaced("(a*)*\\1b", "a".repeat(60), "x")).toBe("exhausted");
  });

  test("agrees with this runtime's engine where both have one meaning", () => {
    const atom = fc.constantFrom("a", "b", "ab", "[ab]", "[^a]", "(a)", "(?:ab|a)", "(b|ab)", "\\w", "(?=a)", "(?!b)");
    const piece = fc.tuple(atom, fc.constantFrom("", "*", "+", "?", "*?", "+?", "{1,2}")).map((parts) => parts.join(""));
    const pattern = fc.array(piece, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(""));
    const text = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (source, subject) => {
        if (/\(\?[=!].\)[*+?{]/.test(source)) return;
        expect(replaced(source, subject, "<$0>")).toBe(subject.replaceAll(new RegExp(source, "gu"), "<$&>"));
      }),
      { numRuns: 400 },
    );
  });
});
