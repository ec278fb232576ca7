import { compilePredicate, type MatchRecord } from "../../matcher/compile.ts";
import type { Predicate } from "../../plan/predicate.ts";

/** How many clauses would have to be otherwise for a predicate to have the wanted verdict on an event, at the least. */
export type FailingCount = (record: MatchRecord, wanted: boolean) => number;

/** Compiled, since every event of an input is counted to find the nearest misses. 0 exactly where the verdict is the wanted one. */
export function compileFailing(predicate: Predicate): FailingCount {
  switch (predicate.kind) {
    case "and":
    case "or":
      return compileGroup(predicate.items.map(compileFailing), predicate.kind === "and");
    case "not": {
      const inner = compileFailing(predicate.item);
      return (record, wanted) => inner(record, !wanted);
    }
    default: {
      const test = compilePredicate(predicate);
      return (record, wanted) => (test(record) === wanted ? 0 : 1);
    }
  }
}

/** To make `and` true every item counts, to make it false the cheapest; `or` the other way round. */
function compileGroup(items: readonly FailingCount[], isAnd: boolean): FailingCount {
  return (record, wanted) => {
    let sum = 0;
    let least = items.length === 0 ? 1 : Number.POSITIVE_INFINITY;
    for (const item of items) {
      const count = item(record, wanted);
      sum += count;
      least = Math.min(least, count);
    }
    return wanted === isAnd ? sum : least;
  };
}
