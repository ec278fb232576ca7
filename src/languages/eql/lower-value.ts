import { arithmetic, asLong, negate } from "../../functions/arithmetic.ts";
import type { ValueExpr } from "../../plan/value.ts";
import type {
  ArithmeticExpr,
  CallExpr,
  CompareExpr,
  Expr,
  FieldRef,
  InExpr,
  LogicExpr,
  MatchExpr,
  NumberLiteral,
  SignExpr,
} from "./ast.ts";
import { isWildcardCall } from "./check-calls.ts";
import { arithmeticType, foldNumber } from "./fold-number.ts";
import { toInValues } from "./in-values.ts";
import { toCall } from "./lower-call.ts";
import { asMatch, checkPatterns, checkStringItem, escapePattern, patternTexts } from "./match-patterns.ts";
import { readNullText } from "./null-text.ts";
import { exactValue, resolveField } from "./resolve-field.ts";
import { foundText, type Scope, textOf } from "./scope.ts";
import { constantOf, invalidOf, isConstant, literalFor, nullOf, type Typed, typed } from "./typed.ts";
import { fieldTypeName, isNumeric, isOpen, ordinal, typeOfField } from "./types.ts";

/** An expression as a value: fields resolved, types checked, constants folded. What is faulty is told and `invalid`. */
export function toValue(scope: Scope, expr: Expr): Typed {
  // biome-ignore format: table
  switch (expr.kind) {
    case "string": return constantOf(expr, expr.value, "string");
    case "number": return numberValue(expr);
    case "boolean": return constantOf(expr, expr.value, "boolean");
    case "null": return nullOf(expr);
    case "field": return fieldValue(scope, expr);
    case "call": return callValue(scope, expr);
    case "sign": return signValue(scope, expr);
    case "arithmetic": return arithmeticValue(scope, expr);
    case "compare": return compareValue(scope, expr);
    case "match": return matchValue(scope, expr);
    case "in": return inValue(scope, expr);
    case "not": return notValue(scope, expr, expr.item);
    case "logic": return logicValue(scope, expr);
    case "invalid": return invalidOf(expr);
  }
}

function callValue(scope: Scope, call: CallExpr): Typed {
  return isWildcardCall(call)
    ? matchValue(scope, asMatch(call))
    : toCall(
        scope,
        call,
        call.args.map((arg) => toValue(scope, arg)),
      );
}

/** An integer past 64 bits is a decimal, as in Elasticsearch. */
function numberValue(expr: NumberLiteral): Typed {
  const long = expr.decimal ? null : asLong(BigInt(expr.text));
  return long === null ? constantOf(expr, Number(expr.text), "decimal") : constantOf(expr, long, "integer");
}

function fieldValue(scope: Scope, ref: FieldRef): Typed {
  const field = resolveField(scope, ref);
  if (field === undefined) return invalidOf(ref);
  if (field === null) return nullOf(ref);
  return { ...typed(ref, { kind: "field", field, at: ref.span }, typeOfField(field)), typeName: fieldTypeName(field), field };
}

function signValue(scope: Scope, expr: SignExpr): Typed {
  const item = toValue(scope, expr.item);
  if (!checkNumeric(scope, expr, [item])) return invalidOf(expr);
  if (expr.op === "+") return { ...item, node: expr };
  if (isConstant(item)) return foldNumber(scope, expr, [item], item.type, negate(item.constant.value));
  return typed(expr, { kind: "negate", item: item.value, at: expr.span }, item.type);
}

function arithmeticValue(scope: Scope, expr: ArithmeticExpr): Typed {
  const left = toValue(scope, expr.left);
  const right = toValue(scope, expr.right);
  if (!checkNumeric(scope, expr, [left, right])) return invalidOf(expr);
  if (left.type === "null" || right.type === "null") return nullOf(expr, true);
  const type = arithmeticType([left, right]);
  if (isConstant(left) && isConstant(right)) {
    const result = arithmetic(expr.op, left.constant.value, right.constant.value, type === "decimal");
    return foldNumber(scope, expr, [left, right], type, result);
  }
  const decimal = type === "decimal" ? ({ decimal: true } as const) : {};
  return typed(expr, { kind: "arithmetic", op: expr.op, left: left.value, right: right.value, ...decimal, at: expr.span }, type);
}

function checkNumeric(scope: Scope, expr: Expr, items: readonly Typed[]): boolean {
  let sound = true;
  items.forEach((item, i) => {
    if (item.type === "invalid") sound = false;
    if (isNumeric(item.type) || isOpen(item.type)) return;
    const place = items.length === 1 ? "argument" : `${ordinal(i)} argument`;
    scope.report(
      "T2051",
      item.node.span,
      `${place} of [${textOf(scope, expr)}] must be [numeric], ${foundText(scope, item.node, item.typeName)}`,
      numericHint(item),
    );
    sound = false;
  });
  return sound;
}

const numericHint = (item: Typed): string =>
  item.type === "string" ? "`number(…)` makes a number of a text; `concat(…)` joins texts" : "only numbers can be calculated with";

function compareValue(scope: Scope, expr: CompareExpr): Typed {
  const sides = [exactValue(scope, toValue(scope, expr.left)), exactValue(scope, toValue(scope, expr.right))] as const;
  const [left, right] = readNullText(scope, expr.op, ...sides);
  if (left.type === "invalid" || right.type === "invalid") return invalidOf(expr);
  const nullSide = left.type === "null" ? right : right.type === "null" ? left : undefined;
  if (nullSide) return nullCheck(expr, nullSide);
  return typed(expr, { kind: "compare", op: expr.op, left: left.value, right: right.value, at: expr.span }, "boolean");
}

function nullCheck(expr: CompareExpr, item: Typed): Typed {
  if (expr.op !== "==" && expr.op !== "!=") return nullOf(expr, true);
  const isNull: ValueExpr = { kind: "isNull", item: item.value, at: expr.span };
  return typed(expr, expr.op === "==" ? isNull : { kind: "notValue", item: isNull, at: expr.span }, "boolean");
}

function matchValue(scope: Scope, expr: MatchExpr): Typed {
  const item = exactValue(scope, toValue(scope, expr.item));
  const sound = checkStringItem(scope, expr, item);
  if (!checkPatterns(scope, expr, true) || !sound) return invalidOf(expr);
  if (item.type === "null") return nullOf(expr, true);
  const patterns = patternTexts(expr);
  const fold = expr.op !== "like" && expr.op !== "regex";
  const kind = expr.op.startsWith("regex") ? "regex" : "like";
  return typed(
    expr,
    { kind, item: item.value, patterns: kind === "like" ? patterns.map(escapePattern) : patterns, fold, at: expr.span },
    "boolean",
  );
}

function inValue(scope: Scope, expr: InExpr): Typed {
  const item = exactValue(scope, toValue(scope, expr.item));
  const values = toInValues(scope, expr, item, (value) => toValue(scope, value));
  if (!values) return invalidOf(expr);
  if (item.type === "null") return nullOf(expr, true);
  const scalars = values.map((value) => literalFor(item.type === "string", value)).filter((value) => value !== null);
  const test: ValueExpr = { kind: "in", item: item.value, values: scalars, fold: expr.fold, at: expr.span };
  return typed(expr, expr.negated ? { kind: "notValue", item: test, at: expr.span } : test, "boolean");
}

function notValue(scope: Scope, expr: Expr, inner: Expr): Typed {
  const item = toValue(scope, inner);
  if (!checkBoolean(scope, [item])) return invalidOf(expr);
  return item.type === "null" ? nullOf(expr, true) : typed(expr, { kind: "notValue", item: item.value, at: expr.span }, "boolean");
}

function logicValue(scope: Scope, expr: LogicExpr): Typed {
  const items = expr.items.map((item) => toValue(scope, item));
  if (!checkBoolean(scope, items)) return invalidOf(expr);
  return typed(expr, { kind: "logic", op: expr.op, items: items.map((item) => item.value), at: expr.span }, "boolean");
}

function checkBoolean(scope: Scope, items: readonly Typed[]): boolean {
  const wrong = items.filter((item) => item.type !== "boolean" && !isOpen(item.type));
  for (const item of wrong) reportNotBoolean(scope, item);
  return wrong.length === 0 && items.every((item) => item.type !== "invalid");
}

/** «Condition expression needs to be boolean». */
export function reportNotBoolean(scope: Scope, item: Typed): void {
  const hint = item.field
    ? `compare it: \`${item.field.name} != null\` asks whether the field has a value`
    : "compare it with something, as in `… == 1`";
  scope.report("T2050", item.node.span, `Condition expression needs to be boolean, found [${item.typeName.toUpperCase()}]`, hint);
}
