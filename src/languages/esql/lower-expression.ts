import { CASTS } from "../../functions/esql/cast.ts";
import type { EsqlParameter } from "../../functions/esql/function.ts";
import { ESQL_AGGREGATES, ESQL_FUNCTIONS } from "../../functions/esql/table.ts";
import { isNumericType, isSpanType } from "../../functions/esql/type.ts";
import { didYouMean } from "../../diagnostics/index.ts";
import type { CallExpr, CastExpr, ColumnExpr, Expr, LikeExpr, LogicExpr, MapLiteral, SignExpr } from "./ast.ts";
import { resolveColumn } from "./columns.ts";
import type { Place } from "./expression-place.ts";
import { functionOf, lowerScalar, type Options } from "./lower-call.ts";
import { lowerArray, lowerNumber, lowerTimeSpan } from "./lower-literal.ts";
import { lowerMatch, lowerSearch } from "./lower-search.ts";
import { foundText, ordinal, type Scope, textOf } from "./scope.ts";
import { SEARCH_FUNCTIONS } from "./search-functions.ts";
import { suspicionOf } from "./suspicions.ts";
import { constantOf, invalidOf, type Typed, typed, typeOf } from "./typed.ts";

/** Resolves, checks and folds an expression. What is wrong is told, and an `invalid` one comes back. */
export function lowerExpr(place: Place, node: Expr): Typed {
  return place.given?.(node) ?? lowerNode(place, node);
}

function lowerNode(place: Place, node: Expr): Typed {
  const { scope } = place;
  switch (node.kind) {
    case "string":
      return constantOf(node, node.value, "keyword");
    case "number":
      return lowerNumber(scope, node);
    case "boolean":
      return constantOf(node, node.value, "boolean");
    case "null":
      return constantOf(node, null, "null");
    case "array":
      return lowerArray(
        scope,
        node,
        node.items.map((item) => lowerExpr(place, item)),
      );
    case "timeSpan":
      return lowerTimeSpan(scope, node);
    case "column":
      return place.column ? place.column(node) : lowerColumn(place, node);
    case "call":
      return lowerCall(place, node);
    case "sign":
      return lowerSign(place, node);
    case "arithmetic":
      return lowerArithmetic(place, node.op, node, [node.left, node.right]);
    case "compare":
      return lowerOperator(place, node.op, node, [node.left, node.right]);
    case "like":
      tellOddPatterns(scope, node);
      return negated(scope, node, lowerOperator(place, node.op, node, [node.item, ...node.patterns]));
    case "in":
      return negated(scope, node, lowerOperator(place, "in", node, [node.item, ...node.values]));
    case "isNull":
      return lowerOperator(place, node.negated ? "is not null" : "is null", node, [node.item]);
    case "match":
      return lowerMatch(place, node);
    case "cast":
      return lowerCast(place, node);
    case "not":
      return lowerLogic(place, "not", node, [node.item]);
    case "logic":
      return lowerLogic(place, node.op, node, node.items);
    default:
      return invalidOf(node);
  }
}

/** The column of a command's input. */
export function lowerColumn({ scope, columns, constants }: Place, node: ColumnExpr): Typed {
  const { name, span } = node;
  if (columns.elseNull && !columns.known.has(name)) return constantOf(node, null, "null");
  const column = resolveColumn(scope, columns, name, span);
  if (!column) return invalidOf(node);
  if (constants && column.constant !== undefined) return constantOf(node, column.constant, column.type);
  if (column.type !== "unsupported") return typed(node, { kind: "column", name, type: column.type, at: span });
  const kind = column.field?.kind ?? "unsupported";
  if (column.field?.nested === undefined) {
    scope.report("T5037", span, `Cannot use field [${name}] with unsupported type [${kind}]`, "ES|QL can only keep or drop it");
  }
  return column.field?.nested === undefined ? invalidOf(node) : constantOf(node, null, "null");
}

function lowerCall(place: Place, node: CallExpr): Typed {
  const { scope } = place;
  const name = node.name.toLowerCase();
  if (SEARCH_FUNCTIONS.has(name)) return lowerSearch(place, node);
  if (ESQL_AGGREGATES.has(name) && (place.aggregate || !ESQL_FUNCTIONS.has(name)))
    return place.aggregate?.(node) ?? misplacedAggregate(scope, node);
  const definition = functionOf(scope, node);
  // What was meant may be an aggregate, in which columns stand.
  if (!definition && place.aggregate) return invalidOf(node);
  const args = lowerArguments(place, node, definition?.params ?? []);
  if (!definition) return invalidOf(node);
  if (node.star) {
    scope.report("T5031", node.span, `[${node.name}] takes no [*]`, "only `COUNT(*)` counts rows");
    return invalidOf(node);
  }
  const options = node.options && lowerOptions(place, definition.options ?? [], node.name, node.options);
  return lowerScalar(scope, definition, node, args, options);
}

/** Where a constant has to stand, a column that is one will do. */
export const lowerArguments = (place: Place, { args }: CallExpr, params: readonly EsqlParameter[]): readonly Typed[] =>
  args.map((arg, i) => lowerExpr(params[i]?.constant ? { ...place, constants: true } : place, arg));

function misplacedAggregate(scope: Scope, node: CallExpr): Typed {
  const message = `aggregate function [${textOf(scope, node)}] not allowed outside STATS command`;
  scope.report("T5038", node.span, message, "compute it before: `| STATS x = …`, or for each row with `| INLINE STATS x = …`");
  return invalidOf(node);
}

function lowerOptions(place: Place, known: readonly string[], name: string, { entries }: MapLiteral): Options {
  const options = new Map<string, Typed>();
  for (const { key, keySpan, value } of entries) {
    if (known.includes(key)) options.set(key, lowerExpr(place, value));
    else place.scope.report("T5039", keySpan, `Invalid option [${key}] in [${name}]`, didYouMean(key, known) ?? optionHint(known));
  }
  return options;
}

const optionHint = (known: readonly string[]): string =>
  known.length === 0 ? "the function takes no options" : `the options are ${known.map((option) => `\`${option}\``).join(", ")}`;

/** `+x` is x. */
function lowerSign(place: Place, node: SignExpr): Typed {
  if (node.op === "-") return lowerOperator(place, "neg", node, [node.item]);
  const item = lowerExpr(place, node.item);
  if (item.invalid || typeOf(item) === "null" || isNumericType(typeOf(item)) || isSpanType(typeOf(item))) return item;
  place.scope.report(
    "T5032",
    node.item.span,
    `argument of [${textOf(place.scope, node)}] must be [numeric], ${foundText(place.scope, node.item, typeOf(item))}`,
  );
  return invalidOf(node);
}

function lowerOperator(place: Place, name: string, node: Expr, items: readonly Expr[]): Typed {
  const definition = ESQL_FUNCTIONS.get(name);
  const args = items.map((item) => lowerExpr(place, item));
  return definition ? lowerScalar(place.scope, definition, node, args) : invalidOf(node);
}

/** A calculation with numbers of which one is the literal null has one value only, which Elasticsearch tells. */
function lowerArithmetic(place: Place, op: string, node: Expr, items: readonly Expr[]): Typed {
  const result = lowerOperator(place, op, node, items);
  if (result.constant === null && !result.invalid && isNumericType(typeOf(result))) {
    const message = `Expression [${textOf(place.scope, node)}] always evaluates to NULL.`;
    place.scope.report("T5040", node.span, message, undefined, "warning");
  }
  return result;
}

function negated(scope: Scope, node: Extract<Expr, { kind: "like" | "in" }>, positive: Typed): Typed {
  const not = ESQL_FUNCTIONS.get("not");
  return node.negated && not ? lowerScalar(scope, not, node, [positive]) : positive;
}

function tellOddPatterns(scope: Scope, { op, patterns }: LikeExpr): void {
  for (const pattern of patterns) {
    const odd = pattern.kind === "string" ? suspicionOf(op, pattern.value) : undefined;
    if (odd) scope.report("T5055", pattern.span, odd.message, odd.hint, "warning");
  }
}

/** Conditions of any number: each must be a boolean, or null. */
function lowerLogic(
  place: Place,
  name: "and" | "or" | "not",
  node: Extract<Expr, { kind: "not" }> | LogicExpr,
  items: readonly Expr[],
): Typed {
  const args = items.map((item) => lowerExpr(place, item));
  const bad = args.findIndex((arg) => typeOf(arg) !== "boolean" && typeOf(arg) !== "null");
  const wrong = args[bad];
  if (wrong) {
    const which = items.length === 1 ? "" : `${ordinal(bad)} `;
    const message = `${which}argument of [${textOf(place.scope, node)}] must be [boolean], ${foundText(place.scope, wrong.node, typeOf(wrong))}`;
    place.scope.report("T5032", wrong.node.span, message, "compare it with a value: `field == …`, `field IS NOT NULL`");
    return invalidOf(node);
  }
  if (args.some(({ invalid }) => invalid)) return invalidOf(node);
  return typed(node, { kind: "call", name, args: args.map(({ expr }) => expr), type: "boolean", at: node.span });
}

function lowerCast(place: Place, node: CastExpr): Typed {
  const cast = CASTS.get(node.type);
  const item = lowerExpr(place, node.item);
  if (!cast) {
    place.scope.report(
      "T5041",
      node.typeSpan,
      `Unknown data type named [${node.type}]`,
      didYouMean(node.type, CASTS.keys()) ?? "such as `long`, `double`, `keyword`, `ip`, `datetime`",
    );
    return invalidOf(node);
  }
  const definition = ESQL_FUNCTIONS.get(cast.call);
  if (definition) return lowerScalar(place.scope, definition, node, [item]);
  place.scope.report("T5041", node.typeSpan, `Casting to [${node.type}] is not supported`, "keep the value as it is");
  return invalidOf(node);
}

/** An expression where only true, false and null can stand. */
export function lowerCondition(place: Place, node: Expr): Typed {
  const condition = lowerExpr(place, node);
  const type = typeOf(condition);
  if (type === "boolean" || type === "null") return condition;
  const message = `Condition expression needs to be boolean, found [${type.toUpperCase()}]`;
  place.scope.report("T5042", node.span, message, "compare it with a value: `field == …`, `field IS NOT NULL`");
  return invalidOf(node);
}
