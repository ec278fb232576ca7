import { type FieldType, familyOf } from "../../event/field-type.ts";
import { compareTerms } from "../../event/terms.ts";
import { placed } from "../../plan/combine.ts";
import { termQuery, termsQuery } from "../../plan/field-query.ts";
import { reportBadValue } from "../field-fault.ts";
import type { InExpr } from "./ast.ts";
import { type Condition, conditionOf, negate, NULL_CONDITION } from "./condition.ts";
import { toInValues } from "./in-values.ts";
import { toValue } from "./lower-value.ts";
import { exactValue } from "./resolve-field.ts";
import { type Scope, textOf } from "./scope.ts";
import { literalFor, type Typed, type TypedConstant } from "./typed.ts";

/** `item in (…)`: exact, or with `~` regardless of ASCII case. */
export function lowerIn(scope: Scope, expr: InExpr): Condition {
  const item = exactValue(scope, toValue(scope, expr.item));
  const values = toInValues(scope, expr, item, (value) => toValue(scope, value));
  if (!values) return conditionOf(false, expr.span);
  if (item.type === "null" || values.length === 0) return NULL_CONDITION;
  const condition = anyOfValues(scope, expr, item, values);
  return expr.negated ? negate(condition, expr.span) : condition;
}

function anyOfValues(scope: Scope, expr: InExpr, item: Typed, values: readonly TypedConstant[]): Condition {
  if (item.constant)
    return conditionOf(
      values.some((value) => isSame(item, value, expr.fold)),
      expr.span,
    );
  if (item.field) return fieldIn(scope, expr, item.field, values);
  const scalars = values.map((value) => literalFor(item.type === "string", value)).filter((value) => value !== null);
  return { kind: "script", value: { kind: "in", item: item.value, values: scalars, fold: expr.fold, at: expr.span }, at: expr.span };
}

function fieldIn(scope: Scope, expr: InExpr, field: FieldType, values: readonly TypedConstant[]): Condition {
  const ofStrings = familyOf(field.kind) === "string";
  const scalars = values.flatMap((value) => {
    const scalar = literalFor(ofStrings, value);
    if (scalar === null) return [];
    if (termQuery(field, scalar) !== undefined) return [scalar];
    scope.diagnostics.push(reportBadValue({ source: scope.source, span: value.node.span }, field, textOf(scope, value.node)));
    return [];
  });
  const test = termsQuery(field, scalars, expr.fold);
  return test ? placed(test, expr.span) : conditionOf(false, expr.span);
}

function isSame(item: Typed, value: TypedConstant, fold: boolean): boolean {
  const [a, b] = [item.constant?.value ?? null, value.constant.value];
  if (a === null || b === null) return false;
  if (typeof a === "string" && typeof b === "string") return fold ? a.toLowerCase() === b.toLowerCase() : a === b;
  return typeof a !== "string" && typeof b !== "string" && compareTerms(a, b) === 0;
}
