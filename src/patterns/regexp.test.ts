import { describe, expect, test } from "vitest";
import { MAX_REGEXP_DEPTH, MAX_REGEXP_LENGTH, parseRegexp, regexpPositions } from "./regexp.ts";

describe("parseRegexp", () => {
  test.each([
    ["a|", 2, "ends where a character"],
    ["a\\", 2, "ends where a character"],
    ["(a", 0, "`(` is not closed"],
    ["a)", 1, "unbalanced `)`"],
    ["ab[c", 2, "`]` is missing"],
    ["[b-a]", 1, "runs backwards"],
    ["a{", 2, "a number must follow `{`"],
    ["a{2", 3, "`}` is missing"],
    ["a{99999999999}", 2, "too large"],
    ["a{1000}{1000}", 7, "more than 10000"],
    ["(a{100}b{100}){100}", 14, "more than 10000"],
    ["<1>", 0, "numeric interval"],
    ["<name>", 0, "numeric interval"],
    ["<1-99999999999>", 0, "too large"],
    ['a"b', 1, "is not closed"],
    ["\\p", 0, "no character class"],
    ["[\\b]", 1, "no character class"],
    ["(".repeat(MAX_REGEXP_DEPTH + 1), MAX_REGEXP_DEPTH, "nest deeper"],
    ["a".repeat(MAX_REGEXP_LENGTH + 1), MAX_REGEXP_LENGTH, "longer than"],
  ])("refuses %s", (pattern, offset, message) => {
    const { error } = parseRegexp(pattern);
    expect(error?.message).toContain(message);
    expect(error?.offset).toBe(offset);
  });

  test.each([
    "",
    "()",
    "*a",
    "|a",
    "&a",
    "{a",
    ")",
    "a]",
    "a}",
    ">",
    "[]]",
    "[^]]",
    "[a-z&&b]",
    "\\\\",
    "\\/",
    "[\\d-x]",
    "[_\\\\-]",
    "a{3,1}",
    "~~a",
  ])("accepts %s", (pattern) => {
    expect(parseRegexp(pattern).error).toBeUndefined();
  });

  test("a long row of operators makes no deep tree", () => {
    const { ok } = parseRegexp(`a${"*?+".repeat(300)}`);
    expect(ok).toEqual({ kind: "repeat", item: parseRegexp("a").ok, min: 0, max: null });
    expect(parseRegexp(`a${"~".repeat(3)}b`).error).toBeUndefined();
    expect(parseRegexp(`${"~".repeat(999)}a`).ok).toEqual({ kind: "complement", item: parseRegexp("a").ok });
  });

  test("repetitions count as written out", () => {
    expect(
      regexpPositions({ kind: "repeat", item: { kind: "repeat", item: { kind: "anything" }, min: 2, max: 3 }, min: 4, max: null }),
    ).toBe(15);
  });
});
