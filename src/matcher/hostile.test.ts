import { describe, expect, test } from "vitest";
import type { FieldKind, FieldType } from "../event/field-type.ts";
import type { Json, JsonObject } from "../event/json.ts";
import type { Predicate } from "../plan/predicate.ts";
import { MAX_COMBINATIONS } from "./compile/script.ts";
import { compileMatcher, compilePredicate, createRecord } from "./compile.ts";

/** Far above what linear time takes here, far below what anything worse would. */
const PATIENCE = 10_000;

const field = (path: string, kind: FieldKind = "keyword"): FieldType => ({ name: path, path, kind });
const S = field("s");
const T = field("s", "text");
const MEGABYTE = 1 << 20;

/** Letters without a period. */
function noise(length: number): string {
  let seed = 1;
  return Array.from({ length }, () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return seed >>> 31 === 0 ? "a" : "b";
  }).join("");
}

const run = (predicate: Predicate, document: JsonObject): boolean => compilePredicate(predicate)(createRecord(document, 0));

describe("hostile texts", () => {
  const long = "a".repeat(MEGABYTE);
  const patterns: readonly [string, Predicate][] = [
    ["nested stars", { kind: "regexp", field: S, patterns: ["(a*)*b", "(a|aa)+c", "((a?){50}a{50})+d"], fold: false }],
    ["counted choices", { kind: "regexp", field: S, patterns: [".*a.{200}b"], fold: false }],
    ["complement and intersection", { kind: "regexp", field: S, patterns: ["~(.*ab.*)&(.*a){3}.*b"], fold: true }],
    ["many stars", { kind: "wildcard", field: S, patterns: ["*a*a*a*a*a*b", "*aaaaaaaa?aaaab*", "?*?*?b"], fold: true }],
    ["fuzzy", { kind: "fuzzy", field: S, value: "a".repeat(100), edits: 2, prefix: 0 }],
    ["phrase", { kind: "text", field: T, tokens: ["a", "a", "b"], operator: "phrase", slop: 5 }],
    ["free text", { kind: "anyField", text: "*ab*", mode: "pattern", textFields: ["s"] }],
  ];
  test.each(patterns)(
    "%s on a megabyte of one letter",
    (_, predicate) => {
      expect(run(predicate, { s: long })).toBe(false);
    },
    PATIENCE,
  );

  test(
    "a phrase over a million tokens",
    () => {
      const text = "a ".repeat(MEGABYTE / 2);
      expect(run({ kind: "text", field: T, tokens: ["a", "a", "a", "b"], operator: "phrase", slop: 3 }, { s: text })).toBe(false);
      expect(run({ kind: "text", field: T, tokens: ["a", "a", "b"], operator: "phrase", slop: 0 }, { s: `${text} b` })).toBe(true);
    },
    PATIENCE,
  );

  test(
    "states are forgotten and found again: an automaton with more states than are kept",
    () => {
      const text = noise(20_000);
      const endsIn = (end: string): boolean => run({ kind: "regexp", field: S, patterns: [".*a.{13}"], fold: false }, { s: text + end });
      expect(endsIn(`a${"b".repeat(13)}`)).toBe(true);
      expect(endsIn(`b${"a".repeat(13)}`)).toBe(false);
    },
    PATIENCE,
  );

  test(
    "an expression too wild to follow is given up and counted",
    () => {
      const record = createRecord({ s: noise(40_000) }, 0);
      expect(compilePredicate({ kind: "regexp", field: S, patterns: ["(~(.*a.{120})c?)*d"], fold: false })(record)).toBe(false);
      expect(record.faults.regexps).toBe(1);
    },
    PATIENCE,
  );
});

describe("hostile shapes", () => {
  test(
    "arrays of a hundred thousand values",
    () => {
      const values = Array.from({ length: 100_000 }, (_, i) => `v${i}`);
      const document = { s: values, n: values.map((_, i) => i) };
      const all: readonly Predicate[] = [
        { kind: "term", field: S, value: "nothing", fold: true },
        { kind: "terms", field: S, values: values.slice(0, 1000).map((value) => `${value}x`), fold: true },
        { kind: "wildcard", field: S, patterns: ["*x", "x*y"], fold: true },
        { kind: "regexp", field: S, patterns: ["v[0-9]+x"], fold: false },
        { kind: "range", field: field("n", "long"), bounds: [{ op: "lt", value: 0 }] },
        { kind: "text", field: T, tokens: ["nothing"], operator: "or", slop: 0 },
        {
          kind: "script",
          value: {
            kind: "compare",
            op: "==",
            left: { kind: "call", name: "length", fold: false, args: [{ kind: "field", field: S }] },
            right: { kind: "literal", value: 99 },
          },
        },
        {
          kind: "and",
          items: [
            { kind: "term", field: S, value: "v1", fold: false },
            { kind: "term", field: S, value: "w", fold: false },
          ],
        },
      ];
      const matcher = compileMatcher(all);
      matcher.run(document);
      expect(all.map((_, i) => matcher.matched(i))).toEqual(all.map(() => false));
      expect(matcher.faults.combinations).toBe(0);
    },
    PATIENCE,
  );

  test(
    "combinations of two long arrays are cut off and counted",
    () => {
      const side = Math.ceil(Math.sqrt(MAX_COMBINATIONS)) + 10;
      const values = Array.from({ length: side }, (_, i) => i);
      const script: Predicate = {
        kind: "script",
        value: {
          kind: "compare",
          op: "<",
          left: {
            kind: "arithmetic",
            op: "+",
            left: { kind: "field", field: field("n", "long") },
            right: { kind: "field", field: field("m", "long") },
          },
          right: { kind: "literal", value: 0 },
        },
      };
      const record = createRecord({ n: values, m: values }, 0);
      expect(compilePredicate(script)(record)).toBe(false);
      expect(record.faults.combinations).toBe(1);
    },
    PATIENCE,
  );

  test(
    "documents ten thousand deep, and deep arrays",
    () => {
      let deep: Json = "leaf";
      for (let i = 0; i < 10_000; i++) deep = i % 2 === 0 ? { a: deep } : [deep];
      const document: JsonObject = { a: deep, s: "x" };
      const all: readonly Predicate[] = [
        { kind: "anyField", text: "nothing", mode: "match", textFields: ["a.a.a", "s"] },
        { kind: "anyField", text: "leaf", mode: "match", textFields: ["s"] },
        { kind: "exists", field: field("a", "object") },
        { kind: "term", field: field("a.a.a.a"), value: "x", fold: false },
        { kind: "nested", path: "a", item: { kind: "exists", field: field("a.a") } },
        { kind: "term", field: field("a", "flattened"), value: "leaf", fold: false },
      ];
      const matcher = compileMatcher(all);
      matcher.run(document);
      expect(all.map((_, i) => matcher.matched(i))).toEqual([false, true, true, false, false, true]);
    },
    PATIENCE,
  );
});
