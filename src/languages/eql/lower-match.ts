import type { FieldType } from "../../event/field-type.ts";
import { placed } from "../../plan/combine.ts";
import { termsQuery } from "../../plan/field-query.ts";
import type { Predicate } from "../../plan/predicate.ts";
import type { MatchExpr } from "./ast.ts";
import { type Condition, conditionOf, NULL_CONDITION } from "./condition.ts";
import { toValue } from "./lower-value.ts";
import { checkPatterns, checkStringItem, escapePattern, hasWildcard, patternTexts } from "./match-patterns.ts";
import { exactValue } from "./resolve-field.ts";
import type { Scope } from "./scope.ts";

/** `:`, `like`, `like~` with wildcards, `regex`, `regex~` with expressions: any of them fits a whole value. */
export function lowerMatch(scope: Scope, expr: MatchExpr): Condition {
  const item = exactValue(scope, toValue(scope, expr.item));
  const sound = checkStringItem(scope, expr, item);
  if (!checkPatterns(scope, expr, item.field === undefined) || !sound) return conditionOf(false, expr.span);
  if (item.type === "null") return NULL_CONDITION;
  if (item.field) return placed(fieldMatch(item.field, expr), expr.span);
  const value = toValue(scope, expr);
  return { kind: "script", value: value.value, at: expr.span };
}

function fieldMatch(field: FieldType, expr: MatchExpr): Predicate {
  const patterns = patternTexts(expr);
  const fold = expr.op !== "like" && expr.op !== "regex";
  if (expr.op.startsWith("regex")) return { kind: "regexp", field, patterns, fold };
  const plain = patterns.some(hasWildcard) ? undefined : termsQuery(field, patterns, fold);
  return plain ?? { kind: "wildcard", field, patterns: patterns.map((pattern) => normalised(field, escapePattern(pattern))), fold };
}

/** Elasticsearch normalises wildcard patterns as it does the values of the field. */
const normalised = (field: FieldType, pattern: string): string => (field.normalizer === "lowercase" ? pattern.toLowerCase() : pattern);
