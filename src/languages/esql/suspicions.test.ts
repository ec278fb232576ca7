import { expect, test } from "vitest";
import { suspicionOf } from "./suspicions.ts";

// biome-ignore format: table
test.each([
  ["rlike", "(oauth.*||.*login.*)",   9,  "second `|`"],
  ["rlike", "*sh.{1,2}-c*",           0,  "repeats nothing"],
  ["rlike", "(?i)x",                  1,  "repeats nothing"],
  ["rlike", ".*a|+b",                 4,  "repeats nothing"],
  ["rlike", ".+@x",                   2,  "any text"],
  ["rlike", ".*>&.*",                 3,  "both have to fit"],
  ["rlike", "~/.ssh/.*",              0,  "does not fit"],
  ["rlike", "^a.*",                   0,  "whole text"],
  ["rlike", "a.*$",                   3,  "whole text"],
  ["like",  "%curl%",                 0,  "no wildcard"],
] as const)("%s %s", (op, pattern, offset, message) => {
  expect(suspicionOf(op, pattern)).toMatchObject({ offset, message: expect.stringContaining(message) });
});

test.each([
  ["rlike", "[@&~#^]+\\@\\&(a|b)?c*d+[^\\]*]"],
  ["rlike", "\\(*a|b\\|+"],
  ["rlike", ""],
  ["like", "*%2e%2e*"],
  ["like", "100%*"],
] as const)("nothing odd: %s %s", (op, pattern) => {
  expect(suspicionOf(op, pattern)).toBeUndefined();
});
