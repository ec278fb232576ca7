import { expect, test } from "vitest";
import { compileDissect } from "./dissect.ts";

function taken(pattern: string, text: string, separator: string): Record<string, string | undefined> | string | undefined {
  const { ok, fault } = compileDissect(pattern, separator);
  if (!ok) return fault;
  const values = ok.match(text);
  return values && Object.fromEntries(ok.outputs.map((name, i) => [name, values[i]]));
}

// biome-ignore format: table
const cases: readonly [pattern: string, text: string, expected: Record<string, string> | string | undefined, separator?: string][] = [
  ["%{a} %{b}",                 "foo bar",          { a: "foo", b: "bar" }],
  ["%{a} %{b}",                 "foo",              undefined],
  ["%{a} %{b} end",             "foo bar",          undefined],
  ["[%{a}]%{b}",                "[x] y",            { a: "x", b: " y" }],
  ["[%{a}]",                    "x]",               undefined],
  ["x%{a}",                     "x",                undefined],
  ["%{a} %{b} %{c}",            "x  y",             { a: "x", b: "", c: "y" }],
  ["%{a->} %{b}",               "x    y",           { a: "x", b: "y" }],
  ["%{+a} %{b} %{+a}",          "1 2 3",            { a: "13", b: "2" }],
  ["%{+a} %{b} %{+a}",          "1 2 3",            { a: "1,3", b: "2" }, ","],
  ["%{+a/2} %{+a/1}",           "1 2",              { a: "2 1" }, " "],
  ["%{} %{?skipped} %{b}",      "1 2 3",            { b: "3" }],
  ["%{{?bucket.key}=%{b}",      "k=v",              { b: "v" }],
  ["%{a}%{b}",                  "xy",               undefined],
  ["%{a},%{b},",                "1,2,",             { a: "1", b: "2" }],
  ["%{a}=%{a}",                 "1=2",              { a: "2" }],
  ["%{a}, %{b}",                "é🔥, ",            { a: "é🔥", b: "" }],
  ["%{+?a}",                    "x",                "multiple modifiers are not allowed."],
  ["%{*a} %{&a}",               "x",                "reference keys (`*`, `&`) are not supported"],
  ["plain",                     "x",                "Unable to find any keys or delimiters."],
];

test.each(cases)("%s on «%s»", (pattern, text, expected, separator = "") => {
  expect(taken(pattern, text, separator)).toEqual(expected);
});
