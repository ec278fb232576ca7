import type { Span } from "../../diagnostics/index.ts";
import { ALL, NOTHING, placed } from "../../plan/combine.ts";
import type { Predicate } from "../../plan/predicate.ts";

/** The null that is left where a condition is folded: three-valued logic exists only here, never per event. */
export interface NullCondition {
  readonly kind: "null";
}

/** A condition that has been lowered; `all` and `none` are the constants true and false. */
export type Condition = Predicate | NullCondition;

export const NULL_CONDITION: NullCondition = Object.freeze({ kind: "null" });

export const conditionOf = (value: boolean, at: Span): Predicate => placed(value ? ALL : NOTHING, at);

/** A filter that is null matches nothing. */
export const settle = (condition: Condition, at: Span): Predicate => (condition.kind === "null" ? conditionOf(false, at) : condition);

/** `not null` is null; `not` of a constant is the other one. */
export function negate(condition: Condition, at: Span): Condition {
  switch (condition.kind) {
    case "null":
      return condition;
    case "all":
      return conditionOf(false, at);
    case "none":
      return conditionOf(true, at);
    default:
      return { kind: "not", item: condition, at };
  }
}

/** False wins, then null; true says nothing. */
export function conjunction(conditions: readonly Condition[], at: Span): Condition {
  const items: Predicate[] = [];
  let isNull = false;
  for (const condition of conditions) {
    if (condition.kind === "none") return conditionOf(false, at);
    if (condition.kind === "null") isNull = true;
    else if (condition.kind !== "all") items.push(condition);
  }
  return isNull ? NULL_CONDITION : gather("and", items, at);
}

/** True wins; false and null say nothing beside another item. */
export function disjunction(conditions: readonly Condition[], at: Span): Condition {
  const items: Predicate[] = [];
  for (const condition of conditions) {
    if (condition.kind === "all") return conditionOf(true, at);
    if (condition.kind !== "null" && condition.kind !== "none") items.push(condition);
  }
  if (items.length === 0 && conditions.every((condition) => condition.kind === "null")) return NULL_CONDITION;
  return gather("or", items, at);
}

function gather(kind: "and" | "or", items: readonly Predicate[], at: Span): Predicate {
  const [first] = items;
  if (!first) return conditionOf(kind === "and", at);
  return items.length === 1 ? first : { kind, items, at };
}
