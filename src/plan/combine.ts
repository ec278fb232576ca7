import type { Span } from "../diagnostics/index.ts";
import type { Predicate } from "./predicate.ts";

export const ALL: Predicate = Object.freeze({ kind: "all" });
/** Matches no event: what Elasticsearch's «match no docs» query is. */
export const NOTHING: Predicate = Object.freeze({ kind: "none" });

/** True where every item is; of none: always. */
export const allOf = (items: readonly Predicate[]): Predicate => group("and", items, ALL);

/** True where any item is; of none: never. */
export const anyOf = (items: readonly Predicate[]): Predicate => group("or", items, NOTHING);

function group(kind: "and" | "or", items: readonly Predicate[], empty: Predicate): Predicate {
  const [first] = items;
  if (!first) return empty;
  return items.length === 1 ? first : { kind, items };
}

/** The predicate and all below it, where they do not know their place yet, with the text they came from. */
export function placed(predicate: Predicate, at: Span | undefined): Predicate {
  if (!at || predicate.at) return predicate;
  switch (predicate.kind) {
    case "and":
    case "or":
      return { ...predicate, items: predicate.items.map((item) => placed(item, at)), at };
    case "not":
    case "nested":
      return { ...predicate, item: placed(predicate.item, at), at };
    default:
      return { ...predicate, at };
  }
}
