import type { ArithmeticOperator, CompareOperator, Expr } from "./ast.ts";
import {
  accept,
  at,
  atAny,
  atEnd,
  type Cursor,
  fault,
  invalid,
  isName,
  MAX_DEPTH,
  peek,
  skipTo,
  spanFrom,
  take,
  unexpected,
} from "./cursor.ts";
import { atPredicate, parsePredicate } from "./parse-predicate.ts";
import { parsePrimary } from "./parse-primary.ts";

/** Where reading goes on after an expression that could not be understood. */
// biome-ignore format: table
const STOPS: readonly string[] = [
  "and", "or", ")", "]", "}", ",", "by", "where", "asc", "desc", "nulls", "with", "as", "on", ";",
];

/** `or`, the loosest. Never throws; what cannot be read is told and becomes an `invalid` node. */
export function parseExpression(cursor: Cursor): Expr {
  return deeper(cursor, () => parseChain(cursor, "or", (c) => parseChain(c, "and", parseNot)));
}

function deeper(cursor: Cursor, parse: () => Expr): Expr {
  if (cursor.depth >= MAX_DEPTH) return tooDeep(cursor);
  cursor.depth++;
  const expr = parse();
  cursor.depth--;
  return expr;
}

function tooDeep(cursor: Cursor): Expr {
  const hint = "a list `field IN (…)` or `field LIKE (…)` says in one condition what many nested ones say";
  fault(cursor, "T5008", `The query is nested more than [${MAX_DEPTH}] levels deep`, hint);
  const expr = invalid(cursor);
  skipTo(cursor, [")", "]"]);
  return expr;
}

function parseChain(cursor: Cursor, op: "and" | "or", parseItem: (cursor: Cursor) => Expr): Expr {
  const start = peek(cursor).span;
  const first = parseItem(cursor);
  if (!at(cursor, op)) return first;
  const items = [first];
  while (accept(cursor, op)) items.push(parseItem(cursor));
  return { kind: "logic", op, items, span: spanFrom(cursor, start) };
}

function parseNot(cursor: Cursor): Expr {
  const start = peek(cursor).span;
  if (!at(cursor, "not")) return parseComparison(cursor);
  return deeper(cursor, () => {
    take(cursor);
    const item = parseNot(cursor);
    return { kind: "not", item, span: spanFrom(cursor, start) };
  });
}

const COMPARISONS: readonly string[] = ["==", "!=", "<", "<=", ">", ">="];

/** Comparisons and the words that stand in their place; they do not chain. */
function parseComparison(cursor: Cursor): Expr {
  const start = peek(cursor).span;
  let left = parseValue(cursor);
  if (atPredicate(cursor)) left = parsePredicate(cursor, left, start, parseValue);
  else if (atComparison(cursor)) {
    const op = comparisonOperator(cursor);
    const right = parseValue(cursor);
    left = { kind: "compare", op, left, right, span: spanFrom(cursor, start) };
  }
  while (atComparison(cursor) || atPredicate(cursor)) {
    fault(cursor, "T5009", "Comparisons cannot be chained", "write two conditions: `a < b AND b < c`");
    take(cursor);
    parseValue(cursor);
    left = { kind: "invalid", span: spanFrom(cursor, start) };
  }
  return finish(cursor, left);
}

const atComparison = (cursor: Cursor): boolean => atAny(cursor, COMPARISONS) || at(cursor, "=");

function comparisonOperator(cursor: Cursor): CompareOperator {
  if (!at(cursor, "=")) return take(cursor).value as CompareOperator;
  fault(cursor, "T5010", "mismatched input '=': it gives a column its value and does not compare", "write `==`");
  take(cursor);
  return "==";
}

/** After a condition only what can follow one may stand. Anything else is told, and the whole is no condition. */
function finish(cursor: Cursor, expr: Expr): Expr {
  if (atEnd(cursor) || at(cursor, "|") || atAny(cursor, STOPS) || expr.kind === "invalid") return expr;
  const next = peek(cursor);
  unexpected(cursor, (next.kind === "word" && OTHERWISE_SAID.get(next.value)) || (isName(next) ? NAME_HINT : END_HINT));
  skipTo(cursor, STOPS);
  return { kind: "invalid", span: spanFrom(cursor, expr.span) };
}

const END_HINT = "here an expression can end, or go on with `AND`, `OR` or an operator such as `==`, `LIKE`, `IN`, `+`";
const NAME_HINT =
  "a comma stands between columns, and `BY` before the keys of STATS; an expression goes on with `AND`, `OR` or an operator such as `==`";

/** Words of other languages at the end of an expression, and what ES|QL has for them. */
const OTHERWISE_SAID: ReadonlyMap<string, string> = new Map([
  ["descending", "write `DESC`"],
  ["ascending", "write `ASC`"],
  ["between", "write two conditions: `a >= 1 AND a <= 2`"],
  ["group", "write `STATS COUNT(*) BY field`"],
  ["order", "write `| SORT field`"],
]);

/** Everything that binds tighter than a comparison. */
export const parseValue = (cursor: Cursor): Expr => parseLeft(cursor, ["+", "-"], parseMultiplicative);
const parseMultiplicative = (cursor: Cursor): Expr => parseLeft(cursor, ["*", "/", "%"], parseSigned);

function parseLeft(cursor: Cursor, operators: readonly ArithmeticOperator[], parseItem: (cursor: Cursor) => Expr): Expr {
  const start = peek(cursor).span;
  const depth = cursor.depth;
  let left = parseItem(cursor);
  while (atAny(cursor, operators)) {
    // The tree grows to the left, so a long chain is as deep as nested brackets.
    if (++cursor.depth >= MAX_DEPTH) {
      left = tooDeep(cursor);
      break;
    }
    const op = take(cursor).value as ArithmeticOperator;
    const right = parseItem(cursor);
    left = { kind: "arithmetic", op, left, right, span: spanFrom(cursor, start) };
  }
  cursor.depth = depth;
  return left;
}

/** What stands between operators: a literal, a column, a call, something in brackets. */
export const parseOperand = (cursor: Cursor): Expr => parsePrimary(cursor, parseExpression, STOPS);

/** A sign before a number belongs to the number. */
function parseSigned(cursor: Cursor): Expr {
  if (!atAny(cursor, ["+", "-"]) || isNumber(cursor, 1)) return parseOperand(cursor);
  return deeper(cursor, () => {
    const token = take(cursor);
    const item = parseSigned(cursor);
    return { kind: "sign", op: token.value as "+" | "-", item, span: spanFrom(cursor, token.span) };
  });
}

function isNumber(cursor: Cursor, ahead: number): boolean {
  const { kind } = peek(cursor, ahead);
  return kind === "integer" || kind === "decimal";
}
