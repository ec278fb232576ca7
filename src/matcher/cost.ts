import type { Predicate } from "../plan/predicate.ts";

/** What is tested by itself, unlike the logic that combines tests. */
export type LeafPredicate = Exclude<Predicate, { kind: "and" | "or" | "not" }>;

/**
 * Roughly what a test costs, in units of one comparison: only the order of the items of `and` and `or` depends on it.
 * Fields whose values are looked at one by one count as having one.
 */
export function costOf(predicate: LeafPredicate): number {
  switch (predicate.kind) {
    case "all":
    case "none":
      return 0;
    case "term":
    case "terms":
    case "exists":
    case "single":
      return isText(predicate.field.kind) ? 20 : 1;
    case "prefix":
    case "range":
      return isText(predicate.field.kind) ? 20 : 2;
    case "cidr":
      return 5;
    case "wildcard":
      return 2 + Math.min(predicate.patterns.length, 10);
    case "fuzzy":
      return 15;
    case "regexp":
      return 20;
    case "text":
      return 20;
    case "wordsIn":
      return 30;
    case "script":
    case "esqlTrue":
      return 40;
    case "nested":
      return 60;
    case "anyField":
      return 200;
  }
}

const isText = (kind: string): boolean => kind === "text" || kind === "match_only_text";
