import { describe, expect, test } from "vitest";
import type { FieldType } from "../../event/field-type.ts";
import type { JsonObject } from "../../event/json.ts";
import type { Predicate } from "../../plan/predicate.ts";
import { compileMatcher } from "../compile.ts";

const keyword = (path: string): FieldType => ({ name: path, path, kind: "keyword" });
const term = (path: string, value: string | number, fold = false): Predicate => ({ kind: "term", field: keyword(path), value, fold });
const wildcard = (path: string, ...patterns: string[]): Predicate => ({ kind: "wildcard", field: keyword(path), patterns, fold: true });
const regexp = (path: string, ...patterns: string[]): Predicate => ({ kind: "regexp", field: keyword(path), patterns, fold: false });
const and = (...items: Predicate[]): Predicate => ({ kind: "and", items });
const or = (...items: Predicate[]): Predicate => ({ kind: "or", items });
const not = (item: Predicate): Predicate => ({ kind: "not", item });

const candidates = (predicates: readonly Predicate[], document: JsonObject): readonly number[] => {
  const matcher = compileMatcher(predicates);
  matcher.run(document);
  return matcher.candidates();
};

describe("the prefilter leaves out what cannot match", () => {
  test.each<[string, Predicate, JsonObject]>([
    ["another value", term("a", "x"), { a: "y" }],
    ["a missing field", term("a", "x"), { b: "x" }],
    ["a missing field of a pattern", wildcard("a", "?"), { b: "x" }],
    ["one condition of several", and(term("a", "x"), term("b", "y")), { a: "x", b: "z" }],
    ["a pattern's fixed part", wildcard("a", "*mimikatz*", "x.exe"), { a: "C:\\Windows\\notepad.exe" }],
    ["a pattern's fixed end", wildcard("a", "*.ps1"), { a: "x.ps1.txt" }],
    ["a pattern's fixed beginning", { kind: "prefix", field: keyword("a"), value: "/etc", fold: false }, { a: "/x/etc" }],
    ["a regular expression's fixed part", regexp("a", "ab[cC]def.*", "x+yyyy"), { a: "abxdef" }],
    ["alternatives over different fields", or(term("a", "x"), and(term("b", "y"), term("c", "z"))), { a: "y", b: "y", c: "y" }],
    ["alternatives inside of a conjunction", and(term("a", "x"), or(term("b", "y"), term("c", "z"))), { a: "x", b: "z", c: "y" }],
    ["what nothing can satisfy", { kind: "none" }, { a: "x" }],
  ])("%s", (_, predicate, document) => {
    expect(candidates([predicate], document)).toEqual([]);
  });

  test("however many predicates there are, candidates are those that the event speaks of", () => {
    const predicates = Array.from({ length: 2_000 }, (_, i) =>
      and(term("category", "process"), term("name", `tool${i}.exe`, true), not(term("user", "root"))),
    );
    expect(candidates(predicates, { category: "process", name: "TOOL77.EXE" })).toEqual([77]);
  });
});

describe("the prefilter lets through what may match", () => {
  test.each<[string, Predicate, JsonObject]>([
    ["negations", not(term("a", "x")), {}],
    ["either case", term("a", "X", true), { a: "x" }],
    ["conditions met by different elements", and(term("a", "x"), term("a", "y")), { a: ["y", "x"] }],
    ["short patterns", wildcard("a", "*a?b*"), { a: "axb" }],
    ["patterns that are the whole text", wildcard("a", "ab*cd"), { a: "abcd" }],
    ["folded characters of a class", regexp("a", "ab[cC]d.*"), { a: "abCdx" }],
    ["dotted spellings", term("a.b", "x"), { "a.b": "x" }],
    ["numbers in keyword fields", term("a", 5), { a: 5 }],
    ["characters beyond one byte", wildcard("a", "*łódź*"), { a: "xŁódźy łódź" }],
  ])("%s", (_, predicate, document) => {
    const matcher = compileMatcher([predicate]);
    matcher.run(document);
    expect(matcher.candidates()).toEqual([0]);
    expect(matcher.matched(0)).toBe(true);
  });
});
