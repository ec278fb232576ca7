import { expect, test } from "vitest";
import type { FieldType } from "../../event/field-type.ts";
import { parseRegexp } from "../../patterns/regexp.ts";
import { compileRegexps } from "../../patterns/regexps.ts";
import { compileWildcards } from "../../patterns/wildcard.ts";
import { compileFuzzy } from "../text/fuzzy.ts";
import { loosen } from "./loosen.ts";
import { looseTexts } from "./loose-texts.ts";

const FIELD: FieldType = { name: "a", path: "a", kind: "keyword" };

/** All texts that one edit makes of another, and texts near to those. */
function* near(text: string): Generator<string> {
  yield text;
  for (let at = 0; at <= text.length; at++) {
    const [before, after] = [text.slice(0, at), text.slice(at)];
    yield before + after.slice(1);
    yield before + after.charAt(1) + after.charAt(0) + after.slice(2);
    for (const character of "abx") {
      yield before + character + after;
      yield before + character + after.slice(1);
      yield character + before + character + after;
    }
  }
}

test("patterns fit the texts that one edit makes of the value of a fuzzy test, and no others", () => {
  for (const value of ["ab", "abc", "abab", "svchost.exe"]) {
    const loose = looseTexts({ kind: "fuzzy", field: FIELD, value, edits: 1, prefix: 0 });
    const patterns = loose?.patterns.map(([atoms = []]) =>
      atoms.map((atom) => (typeof atom === "number" ? "?".repeat(atom) : atom)).join(""),
    );
    const fits = compileWildcards(patterns ?? []);
    const holds = compileFuzzy(value, 1, 0);
    for (const text of near(value)) expect(fits(text), `${text} of ${value}`).toBe(holds(text));
  }
});

test.each([
  ["two edits", 2, "svchost.exe"],
  ["one character", 1, "a"],
  ["a long value", 1, "abcdefghijklmnopqrstuvwxyz"],
  ["other characters than ASCII", 1, "éa"],
])("nothing is known of %s", (_, edits, value) => {
  expect(looseTexts({ kind: "fuzzy", field: FIELD, value, edits, prefix: 0 })).toBeUndefined();
});

const ASCII = ["gh auth login", "GH  AUTH", "aws  sts", "x.wll", "wll", "ab", "abab", "AB", "", "a+b", "aaa", "c"];

test.each([
  "a|b",
  ".*(gh auth|aws sts).*",
  ".+\\.(wll|xll)",
  "(a|ab)(b|c)?",
  "(ab){2}",
  "(a|b)+",
  "[ab]{2,3}c*",
  "~(a)",
  "a&b",
  "(a|b|#)c",
])("what %s fits, one of its looser patterns fits", (text) => {
  const { ok } = parseRegexp(text);
  const patterns = ok ? loosen(ok) : [];
  const fits = compileWildcards(
    patterns.map((segments) =>
      segments.map((atoms) => atoms.map((atom) => (typeof atom === "number" ? "?".repeat(atom) : atom)).join("")).join("*"),
    ),
  );
  const holds = compileRegexps([text], true);
  for (const each of ASCII) if (holds(each)) expect(fits(each.toLowerCase()), each).toBe(true);
});

test("alternatives within an expression are told apart while they are few", () => {
  const few = parseRegexp(".*(gh auth|aws sts).*").ok;
  expect(few && loosen(few)).toHaveLength(2);
  const many = parseRegexp("(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)").ok;
  expect(many && loosen(many)).toHaveLength(32);
});
