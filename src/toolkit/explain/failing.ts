import { compilePredicate, type MatchRecord } from "../../matcher/compile.ts";
import type { Predicate } from "../../plan/predicate.ts";

/**
 * The clauses that would have to be otherwise for a predicate to hold for an event: of the ways there are, the one with
 * the fewest. Clauses are numbers, in the query's order; none exactly where the predicate holds.
 */
export type FailingClauses = (record: MatchRecord) => readonly number[];

/** Compiled, since every event of an input is looked at to find the nearest misses. */
export function compileFailing(predicate: Predicate): FailingClauses {
  let clauses = 0;
  const compile = (node: Predicate): Failing => {
    switch (node.kind) {
      case "and":
      case "or":
        return node.items.length === 0 ? leaf(node) : group(node.items.map(compile), node.kind === "and");
      case "not": {
        const inner = compile(node.item);
        return (record, wanted) => inner(record, !wanted);
      }
      default:
        return leaf(node);
    }
  };
  const leaf = (node: Predicate): Failing => {
    const test = compilePredicate(node);
    const own = [clauses++];
    return (record, wanted) => (test(record) === wanted ? NONE : own);
  };
  const failing = compile(predicate);
  return (record) => failing(record, true);
}

type Failing = (record: MatchRecord, wanted: boolean) => readonly number[];

const NONE: readonly number[] = Object.freeze([]);

/** To make `and` true every item must do, to make it false the cheapest one; `or` the other way round. */
function group(items: readonly Failing[], isAnd: boolean): Failing {
  return (record, wanted) => {
    const found = items.map((item) => item(record, wanted));
    if (wanted === isAnd) return found.flat();
    return found.reduce((least, each) => (each.length < least.length ? each : least));
  };
}
