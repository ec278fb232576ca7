import type { FieldType } from "../../event/field-type.ts";
import type { Predicate } from "../../plan/predicate.ts";
import { printPredicate } from "../../plan/print.ts";

/**
 * What a predicate needs of events before it can be true: leaves that must each have been true for some event, all of
 * them or one of several. A negation needs nothing: an event without the field passes it.
 */
export type Need =
  | { readonly kind: "nothing" }
  | { readonly kind: "leaf"; readonly leaf: Leaf }
  | { readonly kind: "all" | "any"; readonly items: readonly Need[] };

/** A test of fields against constants. */
export interface Leaf {
  readonly predicate: Predicate;
  /** Paths of the fields that it reads. */
  readonly fields: readonly string[];
  /** As the query has it. */
  readonly text: string;
}

export function needOf(predicate: Predicate): Need {
  switch (predicate.kind) {
    case "all":
    case "not":
      return { kind: "nothing" };
    case "and":
      return { kind: "all", items: predicate.items.map(needOf) };
    case "or":
      return { kind: "any", items: predicate.items.map(needOf) };
    default:
      return { kind: "leaf", leaf: leafOf(predicate) };
  }
}

export const leafOf = (predicate: Predicate): Leaf => ({
  predicate,
  fields: fieldsIn(predicate),
  text: printPredicate(predicate),
});

/** Paths of all fields that a part of a plan reads. A plan is plain data, in which a field has a path, a kind and a name. */
function fieldsIn(part: unknown): readonly string[] {
  const paths = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    else if (isField(value)) paths.add(value.path);
    else if (typeof value === "object" && value !== null) for (const item of Object.values(value)) visit(item);
  };
  visit(part);
  return [...paths];
}

const isField = (value: unknown): value is FieldType =>
  typeof value === "object" && value !== null && "path" in value && "kind" in value && "name" in value;

/** The leaves of a need, whatever holds them together. */
export function* leavesOf(need: Need): Generator<Leaf> {
  if (need.kind === "leaf") yield need.leaf;
  else if (need.kind === "all" || need.kind === "any") for (const item of need.items) yield* leavesOf(item);
}
