import { describe, expect, test } from "vitest";
import type { FieldKind, FieldType } from "../event/field-type.ts";
import type { Scalar } from "../event/json.ts";
import { autoEdits, fuzzyQuery, matchQuery, prefixQuery, termQuery, termsQuery, wildcardQuery } from "./field-query.ts";
import { printPredicate } from "./print.ts";
import { wordPatternQuery } from "./query-string.ts";
import { type RangeSide, rangeQuery } from "./range-query.ts";

const field = (kind: FieldKind): FieldType => ({ name: "f", path: "f", kind });
const shown = (query: ReturnType<typeof termQuery>): string | undefined => query && printPredicate(query);

// biome-ignore format: table
const TERMS: readonly (readonly [FieldKind, Scalar, string | undefined])[] = [
  ["keyword", "A", 'f == "A"'], ["keyword", 5, 'f == "5"'], ["wildcard", "a*", 'f:wildcard == "a*"'], ["flattened", true, 'f:flattened == "true"'],
  ["long", "5", "f:long == 5"], ["long", "5.0", "f:long == 5"], ["long", "5.5", "false"], ["long", "five", undefined], ["long", true, undefined],
  ["long", "9007199254740993", 'f:long == "9007199254740993"'], ["double", "5.5", "f:double == 5.5"], ["double", "0x10", undefined],
  ["boolean", "true", "f:boolean == true"], ["boolean", false, "f:boolean == false"], ["boolean", "yes", undefined],
  ["ip", "10.0.0.1", 'f:ip == "10.0.0.1"'], ["ip", "10.0.0.0/8", "f:ip in blocks (10.0.0.0/8)"], ["ip", "10.0.0.0/64", undefined], ["ip", "x", undefined],
  ["date", "2024-03-01", 'f:date >= "2024-03-01" and f:date < "2024-03-02T00:00:00.000Z"'], ["date", "now-1d/d", "f:date >= now-1d/d and f:date <= now-1d/d"], ["date", "then", undefined],
  ["version", "1.2", 'f:version == "1.2"'], ["object", "x", undefined], ["nested", "x", undefined], ["unknown", "x", 'f:unknown == "x"'], ["text", "A b", 'f:text == "A b"'],
];

describe("termQuery", () => {
  test.each(TERMS)("%s %j", (kind, value, expected) => {
    expect(shown(termQuery(field(kind), value))).toBe(expected);
  });
});

test("termsQuery leaves out what cannot be of the kind", () => {
  expect(shown(termsQuery(field("keyword"), ["a", "b"]))).toBe('f in ("a", "b")');
  expect(shown(termsQuery(field("long"), ["1", "x"]))).toBe("f:long == 1");
  expect(shown(termsQuery(field("ip"), ["10.0.0.0/8", "::1"]))).toBe('(f:ip in blocks (10.0.0.0/8) or f:ip == "::1")');
  expect(termsQuery(field("long"), ["x"])).toBeUndefined();
});

test("matchQuery analyses text and nothing else", () => {
  expect(shown(matchQuery(field("text"), "Red door"))).toBe('f:text has any ("red", "door")');
  expect(shown(matchQuery(field("text"), "Red door", { operator: "phrase" }))).toBe('f:text has phrase ("red", "door")');
  expect(shown(matchQuery(field("text"), "--"))).toBe("false");
  expect(shown(matchQuery(field("keyword"), "Red door"))).toBe('f == "Red door"');
});

describe("patterns", () => {
  test.each(["long", "ip", "date", "boolean", "object"] as const)("there are none on %s", (kind) => {
    expect(wildcardQuery(field(kind), "1*")).toBeUndefined();
    expect(prefixQuery(field(kind), "1")).toBeUndefined();
    expect(fuzzyQuery(field(kind), "1", 1)).toBeUndefined();
  });

  test("are lower-cased where values are", () => {
    expect(shown(wildcardQuery({ ...field("keyword"), normalizer: "lowercase" }, "A*"))).toBe('f like ("a*")');
    expect(shown(wildcardQuery(field("text"), "A*"))).toBe('f:text like ("a*")');
    expect(shown(wildcardQuery(field("keyword"), "A*"))).toBe('f like ("A*")');
  });

  test("in words apart on text are conditions of their own", () => {
    expect(shown(wordPatternQuery(field("text"), ["Red do", ""]))).toBe('(f:text has any ("red") or f:text starts "do")');
    expect(shown(wordPatternQuery(field("text"), ["red-do", ""]))).toBe('(f:text has any ("red") or f:text starts "do")');
    expect(shown(wordPatternQuery(field("text"), ["", "oo", ""]))).toBe('f:text like ("*oo*")');
    expect(shown(wordPatternQuery(field("wildcard"), ["a b", "?"]))).toBe('f:wildcard like ("a b*\\\\?")');
  });

  test("fuzziness AUTO goes by length", () => {
    expect(["ab", "abc", "abcde", "abcdef"].map(autoEdits)).toEqual([0, 1, 1, 2]);
  });
});

// biome-ignore format: table
const RANGES: readonly (readonly [FieldKind, readonly RangeSide[], string | undefined])[] = [
  ["long",    [{ op: "gt", value: "5.5" }],                              "f:long > 5.5"],
  ["long",    [{ op: "gt", value: "x" }],                                undefined],
  ["keyword", [{ op: "gte", value: 5 }],                                 'f >= "5"'],
  ["ip",      [{ op: "lt", value: "10.0.0.9" }],                         'f:ip < "10.0.0.9"'],
  ["ip",      [{ op: "lt", value: "10.0.0.0/8" }],                       undefined],
  ["boolean", [{ op: "gte", value: "false" }],                           "f:boolean >= false"],
  ["object",  [{ op: "gte", value: "a" }],                               undefined],
  ["date",    [{ op: "gt", value: "2024-03" }],                          'f:date >= "2024-04-01T00:00:00.000Z"'],
  ["date",    [{ op: "lte", value: "2024-03-01T10:00:00.5Z" }],          'f:date <= "2024-03-01T10:00:00.5Z"'],
  ["date",    [{ op: "gte", value: "2024-03-01||-1d/d" }],               'f:date >= "2024-02-29T00:00:00.000Z"'],
  ["date",    [{ op: "lt", value: "now" }],                              "f:date < now"],
  ["date",    [{ op: "lt", value: "nowadays" }],                         undefined],
  ["long",    [],                                                        "exists(f:long)"],
];

test.each(RANGES)("rangeQuery on %s of %j", (kind, sides, expected) => {
  expect(shown(rangeQuery(field(kind), sides))).toBe(expected);
});
