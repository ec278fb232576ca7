import type { Span } from "../../diagnostics/index.ts";
import { placed } from "../../plan/combine.ts";
import type { Predicate } from "../../plan/predicate.ts";
import type { CallExpr, Expr, FieldRef } from "./ast.ts";
import { isWildcardCall } from "./check-calls.ts";
import { type Condition, conditionOf, conjunction, disjunction, negate, NULL_CONDITION } from "./condition.ts";
import { lowerBooleanCompare, lowerCompare } from "./lower-compare.ts";
import { lowerIn } from "./lower-in.ts";
import { lowerMatch } from "./lower-match.ts";
import { reportNotBoolean, toValue } from "./lower-value.ts";
import { asMatch } from "./match-patterns.ts";
import { pushDown } from "./push-down.ts";
import type { Scope } from "./scope.ts";
import { isOpen } from "./types.ts";

/** A condition as predicates: `and`, `or` and `not` stay outside, each comparison becomes a field test or a script. */
export function toCondition(scope: Scope, expr: Expr): Condition {
  switch (expr.kind) {
    case "null":
      return NULL_CONDITION;
    case "boolean":
      return conditionOf(expr.value, expr.span);
    case "not":
      return negate(toCondition(scope, expr.item), expr.span);
    case "logic": {
      const items = expr.items.map((item) => toCondition(scope, item));
      return expr.op === "and" ? conjunction(items, expr.span) : disjunction(items, expr.span);
    }
    case "compare":
      return lowerBooleanCompare(expr, (side) => toCondition(scope, side)) ?? lowerCompare(scope, expr);
    case "match":
      return lowerMatch(scope, expr);
    case "in":
      return lowerIn(scope, expr);
    case "call":
      return callCondition(scope, expr);
    case "field":
      return fieldCondition(scope, expr);
    case "invalid":
      return conditionOf(false, expr.span);
    default:
      return valueCondition(scope, expr);
  }
}

function callCondition(scope: Scope, call: CallExpr): Condition {
  if (isWildcardCall(call)) return lowerMatch(scope, asMatch(call));
  const value = toValue(scope, call);
  return value.type === "boolean" ? (placedAt(pushDown(value), call.span) ?? valueCondition(scope, call)) : valueCondition(scope, call);
}

const placedAt = (predicate: Predicate | undefined, at: Span): Predicate | undefined => predicate && placed(predicate, at);

/** A bare field is `field == true`. */
function fieldCondition(scope: Scope, ref: FieldRef): Condition {
  const item = toValue(scope, ref);
  if (item.type === "null") return NULL_CONDITION;
  if (item.type === "boolean" || item.type === "unknown") {
    return item.field ? { kind: "term", field: item.field, value: true, fold: false, at: ref.span } : conditionOf(false, ref.span);
  }
  if (item.type !== "invalid") reportNotBoolean(scope, item);
  return conditionOf(false, ref.span);
}

/** Any other value has to be boolean; it runs as a script unless it is known already. */
function valueCondition(scope: Scope, expr: Expr): Condition {
  const item = toValue(scope, expr);
  if (item.type === "null") return NULL_CONDITION;
  if (item.type === "invalid") return conditionOf(false, expr.span);
  if (item.type !== "boolean" && !isOpen(item.type)) {
    reportNotBoolean(scope, item);
    return conditionOf(false, expr.span);
  }
  if (item.constant) return conditionOf(item.constant.value === true, expr.span);
  return { kind: "script", value: item.value, at: expr.span };
}
