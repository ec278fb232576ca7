import { describe, expect, test } from "vitest";
import { parseJavaRegexp } from "./java-regexp.ts";

describe("parseJavaRegexp", () => {
  test.each([
    ["a+b?", false, "aab", true],
    ["a", false, "ab", false],
    ["a", true, "A", true],
    ["(?:x|y){2}", false, "xy", true],
    ["[\\]\\[]", false, "[", true],
  ])("%s (fold %s) on %s", (pattern, fold, text, verdict) => {
    expect(parseJavaRegexp(pattern, fold).ok?.fits(text)).toBe(verdict);
  });

  test.each(["(?=a)", "(a)\\1", "a++", "[a&&b]", "[a[b]]", "("])("refuses %s", (pattern) => {
    expect(parseJavaRegexp(pattern, false).error?.message).not.toBe("");
    expect(parseJavaRegexp(pattern, false).ok).toBeUndefined();
  });
});
