import type { Scalar } from "../../event/json.ts";
import type { StixPattern, StixTest } from "./pattern.ts";

/** A property of an object that has a value. */
export interface StixFact {
  readonly path: string;
  readonly value: Scalar;
}

/** What a pattern comes to for looking values up. */
export interface StixAlternatives {
  /** Any of these, all facts of one; without facts that no look-up can test. */
  readonly alternatives: readonly (readonly StixFact[])[];
  /** Comparisons that were left out: wildcards, regular expressions, orders, negations. */
  readonly dropped: number;
  /** The pattern has more alternatives than {@link MAX_ALTERNATIVES}; those after it are missing. */
  readonly cut: boolean;
}

/** Alternatives of one pattern. */
const MAX_ALTERNATIVES = 10_000;

/**
 * A pattern as alternatives, each a set of values. Every observation counts by itself, whether they are joined by OR,
 * AND or FOLLOWEDBY: one event can show only one of them. Within an observation AND holds as far as the values of a
 * rule's mapping go, which is why comparisons that are no equality are left out beside one that is.
 */
export function alternativesOf(pattern: StixPattern): StixAlternatives {
  const run: Run = { dropped: 0, cut: false };
  const all: (readonly StixFact[])[] = [];
  for (const test of observations(pattern)) {
    for (const facts of expand(test, run)) {
      if (facts.length === 0) continue;
      if (all.length >= MAX_ALTERNATIVES) return { alternatives: all, dropped: run.dropped, cut: true };
      all.push(facts);
    }
  }
  return { alternatives: all, ...run };
}

interface Run {
  dropped: number;
  cut: boolean;
}

const observations = (pattern: StixPattern): readonly StixTest[] =>
  pattern.kind === "observation" ? [pattern.test] : pattern.items.flatMap(observations);

/** Disjunctive normal form; a comparison that no look-up can test is an alternative without facts. */
function expand(test: StixTest, run: Run): readonly (readonly StixFact[])[] {
  if (test.kind !== "test") {
    const parts = test.items.map((item) => expand(item, run));
    return test.kind === "or" ? parts.flat() : parts.reduce((left, right) => product(left, right, run));
  }
  const { path, op, negated, values } = test;
  if (!negated && (op === "=" || op === "IN" || op === "ISSUBSET")) return values.map((value) => [{ path, value }]);
  run.dropped++;
  return [[]];
}

function product(
  left: readonly (readonly StixFact[])[],
  right: readonly (readonly StixFact[])[],
  run: Run,
): readonly (readonly StixFact[])[] {
  const all: (readonly StixFact[])[] = [];
  for (const a of left) {
    for (const b of right) {
      if (all.length >= MAX_ALTERNATIVES) {
        run.cut = true;
        return all;
      }
      all.push([...a, ...b]);
    }
  }
  return all;
}
