import type { Span } from "../../diagnostics/index.ts";
import type { FieldType } from "../../event/field-type.ts";
import { compareTerms } from "../../event/terms.ts";
import { FUNCTIONS, type Value } from "../../functions/table.ts";
import { placed } from "../../plan/combine.ts";
import { existsQuery, termQuery } from "../../plan/field-query.ts";
import type { Bound } from "../../plan/predicate.ts";
import { rangeQuery } from "../../plan/range-query.ts";
import { reportBadValue } from "../field-fault.ts";
import type { CompareExpr, CompareOperator, Expr } from "./ast.ts";
import { isWildcardCall } from "./check-calls.ts";
import { type Condition, conditionOf, negate, NULL_CONDITION } from "./condition.ts";
import { reportFieldOperand } from "./in-values.ts";
import { toValue } from "./lower-value.ts";
import { readNullText } from "./null-text.ts";
import { exactField, exactValue } from "./resolve-field.ts";
import { type Scope, textOf } from "./scope.ts";
import { type Constant, isConstant, literalFor, type Typed, type TypedConstant } from "./typed.ts";
import { areComparable } from "./types.ts";

/**
 * `condition == true` and the like are the condition or its negation, as Elasticsearch's optimizer has it; undefined
 * where neither side is a boolean literal beside a condition.
 */
export function lowerBooleanCompare(expr: CompareExpr, toCondition: (expr: Expr) => Condition): Condition | undefined {
  const { left, right, op, span } = expr;
  const [literal, other] = left.kind === "boolean" ? [left, right] : [right, left];
  if (literal.kind !== "boolean" || !isConditionNode(other) || (op !== "==" && op !== "!=")) return undefined;
  const condition = toCondition(other);
  return literal.value === (op === "==") ? condition : negate(condition, span);
}

const isConditionNode = (expr: Expr): boolean =>
  expr.kind === "call"
    ? isWildcardCall(expr) || FUNCTIONS.get(expr.name.toLowerCase())?.result === "boolean"
    : ["compare", "match", "in", "not", "logic"].includes(expr.kind);

export function lowerCompare(scope: Scope, expr: CompareExpr): Condition {
  const [left, right] = readNullText(scope, expr.op, toValue(scope, expr.left), toValue(scope, expr.right));
  if (left.type === "invalid" || right.type === "invalid") return conditionOf(false, expr.span);
  if (isConstant(left) && isConstant(right)) return foldCompare(expr, left.constant, right.constant);
  if (isConstant(right)) return compareWith(scope, expr, { item: left, op: expr.op, constant: right });
  if (isConstant(left)) return compareWith(scope, expr, { item: right, op: FLIPPED[expr.op], constant: left });
  reportFieldOperand(scope, expr.right, expr.op);
  return conditionOf(false, expr.span);
}

const FLIPPED: Readonly<Record<CompareOperator, CompareOperator>> = { "==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

/** A comparison with the constant put on the right. */
interface Flipped {
  readonly item: Typed;
  readonly op: CompareOperator;
  readonly constant: TypedConstant;
}

/**
 * A null that stands in the query, or an optional field that the mapping lacks, asks whether the other side is null. A
 * null that a function made is unknown, except beside such a null.
 */
function foldCompare({ op, span }: CompareExpr, left: Constant, right: Constant): Condition {
  const equality = op === "==" || op === "!=";
  if (left.value === null || right.value === null) {
    if (!equality) return NULL_CONDITION;
    if (left.value === null && right.value === null) return conditionOf(op === "==", span);
    return (left.value === null ? left : right).computed ? NULL_CONDITION : conditionOf(op === "!=", span);
  }
  if (kindOf(left.value) !== kindOf(right.value)) return equality ? conditionOf(op === "!=", span) : NULL_CONDITION;
  return conditionOf(holds(op, compareTerms(left.value, right.value)), span);
}

const kindOf = (value: Value): string => (typeof value === "bigint" ? "number" : typeof value);

function holds(op: CompareOperator, order: number): boolean {
  switch (op) {
    case "==":
      return order === 0;
    case "!=":
      return order !== 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
}

function compareWith(scope: Scope, expr: CompareExpr, flipped: Flipped): Condition {
  const { item, op, constant } = flipped;
  if (constant.constant.value === null) return compareWithNull(expr, flipped);
  if (item.field) return compareField(scope, expr, item.field, flipped);
  const exact = exactValue(scope, item);
  if (!areComparable(exact.type, constant.type)) warnNeverEqual(scope, flipped);
  return { kind: "script", value: { kind: "compare", op, left: exact.value, right: constant.value, at: expr.span }, at: expr.span };
}

function compareWithNull({ span }: CompareExpr, { item, op, constant }: Flipped): Condition {
  if (constant.constant.computed || (op !== "==" && op !== "!=")) return NULL_CONDITION;
  if (item.field) {
    const exists = placed(existsQuery(item.field), span);
    return op === "!=" ? exists : negate(exists, span);
  }
  const isNull: Condition = { kind: "script", value: { kind: "isNull", item: item.value, at: span }, at: span };
  return op === "==" ? isNull : negate(isNull, span);
}

const BOUNDS: Readonly<Partial<Record<CompareOperator, Bound["op"]>>> = { "<": "lt", "<=": "lte", ">": "gt", ">=": "gte" };

function compareField(scope: Scope, expr: CompareExpr, whole: FieldType, { item, op, constant }: Flipped): Condition {
  const field = exactField(scope, whole, item.node.span);
  const value = literalFor(item.type === "string", constant);
  if (!field || value === null) return conditionOf(false, expr.span);
  const bound = BOUNDS[op];
  const test = bound ? rangeQuery(field, [{ op: bound, value }]) : termQuery(field, value);
  if (!test)
    scope.diagnostics.push(reportBadValue({ source: scope.source, span: constant.node.span }, field, textOf(scope, constant.node)));
  else if (bound && item.type === "string" && constant.type !== "string") warnTextOrder(scope, field, constant, expr.span);
  const condition = test ? placed(test, expr.span) : conditionOf(false, expr.span);
  return op === "!=" ? negate(condition, expr.span) : condition;
}

function warnNeverEqual(scope: Scope, { item, constant }: Flipped): void {
  const message = `[${textOf(scope, item.node)}] is of type [${item.typeName}] and can never be compared with [${textOf(scope, constant.node)}], of type [${constant.typeName}]`;
  scope.report(
    "T2058",
    constant.node.span,
    message,
    "write a constant of the same type, or convert with `string(…)` or `number(…)`",
    "warning",
  );
}

function warnTextOrder(scope: Scope, field: FieldType, constant: TypedConstant, at: Span): void {
  const message = `[${field.name}] holds texts, so its order is that of texts: "9" comes after "10"`;
  scope.report("T2058", at, message, `compare numbers with \`number(${field.name}) > ${textOf(scope, constant.node)}\``, "warning");
}
