import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyDocument, anyPredicate, anyRegexp } from "../../tests/support/predicates.ts";
import type { FieldType } from "../event/field-type.ts";
import type { Predicate } from "../plan/predicate.ts";
import { parseRegexp } from "../patterns/regexp.ts";
import { compileMatcher, compilePredicate, createRecord } from "./compile.ts";
import { evaluate } from "./reference.ts";
import { fitsRegexp } from "./reference/regexp.ts";
import { fitsWildcard } from "./reference/wildcard.ts";
import { compileRegexps } from "../patterns/regexps.ts";
import { compileWildcards } from "../patterns/wildcard.ts";

const NOW = Date.UTC(2024, 0, 2, 12);

describe("the compiled matcher agrees with the reference", () => {
  test("on one predicate", () => {
    fc.assert(
      fc.property(anyPredicate, fc.array(anyDocument, { minLength: 1, maxLength: 4 }), (predicate, documents) => {
        const compiled = compilePredicate(predicate);
        for (const document of documents) expect(compiled(createRecord(document, NOW))).toBe(evaluate(predicate, document, NOW));
      }),
      { numRuns: 3_000 },
    );
  });

  test("on many predicates, whose candidates leave out no match", () => {
    const many = fc.array(anyPredicate, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(many, fc.array(anyDocument, { minLength: 1, maxLength: 4 }), (predicates, documents) => {
        const matcher = compileMatcher(predicates);
        for (const document of documents) {
          matcher.run(document, NOW);
          const expected = predicates.map((predicate) => evaluate(predicate, document, NOW));
          expect(predicates.map((_, i) => matcher.matched(i))).toEqual(expected);
          const candidates = new Set(matcher.candidates());
          expect(expected.every((verdict, i) => !verdict || candidates.has(i))).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("on conjunctions of conditions that the index knows", () => {
    const conjunction = fc.array(anyPredicate, { minLength: 2, maxLength: 4 }).map((items): Predicate => ({ kind: "and", items }));
    fc.assert(
      fc.property(fc.array(conjunction, { minLength: 1, maxLength: 40 }), anyDocument, (predicates, document) => {
        const matcher = compileMatcher(predicates);
        matcher.run(document, NOW);
        expect(predicates.map((_, i) => matcher.matched(i))).toEqual(predicates.map((predicate) => evaluate(predicate, document, NOW)));
      }),
      { numRuns: 300 },
    );
  });

  test("on one pattern over texts of a few letters, in which the index finds fragments", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "A", "B", "é"), maxLength: 9 });
    const a: FieldType = { name: "a", path: "a", kind: "keyword" };
    const pattern = fc
      .tuple(fc.constantFrom<"prefix" | "wildcard" | "regexp">("prefix", "wildcard", "regexp"), text, text, fc.boolean())
      .map(([kind, head, tail, fold]): Predicate => {
        if (kind === "prefix") return { kind, field: a, value: head, fold };
        const gap = kind === "wildcard" ? "*" : ".*";
        return { kind, field: a, patterns: [head + gap, gap + tail, head + gap + tail], fold };
      });
    fc.assert(
      fc.property(
        fc.array(pattern, { minLength: 1, maxLength: 10 }),
        fc.array(text, { minLength: 1, maxLength: 10 }),
        (predicates, texts) => {
          const matcher = compileMatcher(predicates);
          for (const each of [...texts, ...predicates.flatMap(samplesOf)]) {
            matcher.run({ a: each });
            expect(predicates.map((_, i) => matcher.matched(i))).toEqual(predicates.map((predicate) => evaluate(predicate, { a: each })));
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

/** Texts that the pattern fits, in both cases. */
function samplesOf(predicate: Predicate): string[] {
  const patterns =
    predicate.kind === "prefix"
      ? [predicate.value]
      : predicate.kind === "wildcard" || predicate.kind === "regexp"
        ? predicate.patterns
        : [];
  return patterns.flatMap((pattern) => {
    const text = pattern.replaceAll("*", "").replaceAll(".", "");
    return [text, text.toUpperCase()];
  });
}

describe("laws", () => {
  test("De Morgan", () => {
    fc.assert(
      fc.property(fc.array(anyPredicate, { maxLength: 3 }), anyDocument, (items, document) => {
        const not = (item: Predicate): Predicate => ({ kind: "not", item });
        const record = createRecord(document, NOW);
        expect(compilePredicate(not({ kind: "and", items }))(record)).toBe(compilePredicate({ kind: "or", items: items.map(not) })(record));
        expect(compilePredicate(not({ kind: "or", items }))(record)).toBe(compilePredicate({ kind: "and", items: items.map(not) })(record));
      }),
      { numRuns: 300 },
    );
  });

  const text = fc.string({ unit: fc.constantFrom("a", "b", "A", "é", "😀", "1", "0", "\n", ".", "*", "^"), maxLength: 7 });

  test("a regular expression fits alike in automaton and reference, folded or not, alone or with another", () => {
    fc.assert(
      fc.property(anyRegexp, anyRegexp, fc.array(text, { minLength: 1, maxLength: 5 }), fc.boolean(), (first, second, texts, fold) => {
        const one = compileRegexps([first], fold);
        const both = compileRegexps([first, second], fold);
        for (const each of texts) {
          const fits = fitsRegexp(first, each, fold);
          expect(one(each)).toBe(fits);
          expect(both(each)).toBe(fits || fitsRegexp(second, each, fold));
        }
      }),
      { numRuns: 4_000 },
    );
  });

  test("a wildcard pattern fits what its regular expression fits", () => {
    const pattern = fc.string({ unit: fc.constantFrom("a", "b", "é", "😀", "*", "*", "?", "\\"), maxLength: 7 });
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 4 }), text, (patterns, each) => {
        const fits = compileWildcards(patterns)(each);
        expect(fits).toBe(patterns.some((one) => fitsWildcard(one, each)));
        expect(fits).toBe(compileRegexps(patterns.map(asRegexp), false)(each));
      }),
      { numRuns: 4_000 },
    );
  });
});

function asRegexp(pattern: string): string {
  const characters = Array.from(pattern);
  let expression = "";
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] as string;
    if (character === "*") expression += ".*";
    else if (character === "?") expression += ".";
    else expression += `[${character === "\\" && i + 1 < characters.length ? escape(characters[++i] as string) : escape(character)}]`;
  }
  expect(parseRegexp(expression).error).toBeUndefined();
  return expression;
}

const escape = (character: string): string => (character === "\\" ? "\\\\" : character);
