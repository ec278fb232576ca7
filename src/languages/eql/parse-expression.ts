import { cover } from "../../diagnostics/index.ts";
import type { ArithmeticOperator, CompareOperator, Expr } from "./ast.ts";
import {
  accept,
  at,
  atAny,
  type Cursor,
  fault,
  invalid,
  isMiswritten,
  MAX_DEPTH,
  peek,
  skipTo,
  spanFrom,
  take,
  unexpected,
} from "./cursor.ts";
import { atPredicate, parsePredicate } from "./parse-predicate.ts";
import { parsePrimary } from "./parse-primary.ts";
import type { EqlToken } from "./tokens.ts";

/** Where reading goes on after an expression that could not be understood. */
const STOPS = ["and", "or", ")", "]", ",", "|", "[", "![", "until", "by", "with"];

/** `or`, the loosest. Never throws; what cannot be read is told and becomes an `invalid` node. */
export function parseExpression(cursor: Cursor): Expr {
  if (cursor.depth >= MAX_DEPTH) return tooDeep(cursor);
  cursor.depth++;
  const expr = parseChain(cursor, "or", (c) => parseChain(c, "and", parseNot));
  cursor.depth--;
  return expr;
}

function tooDeep(cursor: Cursor): Expr {
  const hint = "a list `field in (…)` or `field : (…)` says in one condition what many nested ones say";
  fault(cursor, "T2012", `The query is nested more than [${MAX_DEPTH}] levels deep`, hint);
  const expr = invalid(cursor);
  skipTo(cursor, [")", "]", "|"]);
  return expr;
}

function parseChain(cursor: Cursor, op: "and" | "or", parseItem: (cursor: Cursor) => Expr): Expr {
  const first = parseItem(cursor);
  if (!atKeyword(cursor, op)) return first;
  const items = [first];
  while (atKeyword(cursor, op)) {
    accept(cursor, op);
    items.push(parseItem(cursor));
  }
  return { kind: "logic", op, items, span: spanFrom(cursor, first.span) };
}

const atKeyword = (cursor: Cursor, keyword: string): boolean => at(cursor, keyword) || isMiswritten(peek(cursor), keyword);

function parseNot(cursor: Cursor): Expr {
  const start = peek(cursor).span;
  if (!at(cursor, "not") && !(isMiswritten(peek(cursor), "not") && startsOperand(peek(cursor, 1)))) return parseComparison(cursor);
  if (cursor.depth >= MAX_DEPTH) return tooDeep(cursor);
  cursor.depth++;
  accept(cursor, "not");
  const item = parseNot(cursor);
  cursor.depth--;
  return { kind: "not", item, span: spanFrom(cursor, start) };
}

const startsOperand = (token: EqlToken): boolean =>
  ["identifier", "quoted identifier", "string", "integer", "decimal"].includes(token.kind) || token.value === "?" || token.value === "(";

const COMPARISONS: readonly string[] = ["==", "!=", "<", "<=", ">", ">="];

function parseComparison(cursor: Cursor): Expr {
  let left = parseAdditive(cursor);
  if (atComparison(cursor)) {
    const op = comparisonOperator(cursor);
    const right = parseAdditive(cursor);
    left = { kind: "compare", op, left, right, span: cover(left.span, right.span) };
  }
  while (atComparison(cursor)) {
    fault(cursor, "T2013", "Comparisons cannot be chained", "write two conditions: `a < b and b < c`");
    take(cursor);
    left = { kind: "invalid", span: cover(left.span, parseAdditive(cursor).span) };
  }
  return finish(cursor, left);
}

const atComparison = (cursor: Cursor): boolean => atAny(cursor, COMPARISONS) || at(cursor, "=");

function comparisonOperator(cursor: Cursor): CompareOperator {
  if (at(cursor, "=")) {
    fault(
      cursor,
      "T2014",
      "mismatched input '=': it does not compare",
      "write `==` for exact equality, or `:` to ignore case and allow wildcards",
    );
    take(cursor);
    return "==";
  }
  return take(cursor).value as CompareOperator;
}

/** Operators of other languages that stand between a field and a text, and how EQL says the same. */
const FOREIGN_OPERATORS: ReadonlyMap<string, string> = new Map([
  ["is", "write `== null` or `!= null`"],
  ["contains", 'write `: "*text*"`: `:` takes wildcards and ignores case'],
  ["startswith", 'write `: "text*"`: `:` takes wildcards and ignores case'],
  ["endswith", 'write `: "*text"`: `:` takes wildcards and ignores case'],
  ["matches", "write `:` or `like` for wildcards, `regex` for a regular expression"],
]);

/** After a condition only what can follow one may stand. Anything else is told, and the whole is no condition. */
function finish(cursor: Cursor, expr: Expr): Expr {
  const token = peek(cursor);
  if (token.kind === "end" || atAny(cursor, STOPS) || isMiswritten(token, "and") || isMiswritten(token, "or")) return expr;
  const foreign = token.kind === "identifier" ? FOREIGN_OPERATORS.get(token.text.toLowerCase()) : undefined;
  if (foreign !== undefined) unexpected(cursor, foreign);
  else if (at(cursor, "not")) unexpected(cursor, "`not` goes in front of the whole condition; only `not in` stands in the middle");
  else unexpected(cursor, "here a condition can end, or go on with `and`, `or` or an operator such as `==`, `:`, `like`, `in`");
  skipTo(cursor, STOPS);
  return { kind: "invalid", span: spanFrom(cursor, expr.span) };
}

const parseAdditive = (cursor: Cursor): Expr => parseLeft(cursor, ["+", "-"], parseMultiplicative);
const parseMultiplicative = (cursor: Cursor): Expr => parseLeft(cursor, ["*", "/", "%"], parseSigned);

function parseLeft(cursor: Cursor, operators: readonly ArithmeticOperator[], parseItem: (cursor: Cursor) => Expr): Expr {
  let left = parseItem(cursor);
  const depth = cursor.depth;
  while (atAny(cursor, operators)) {
    // The tree grows to the left, so a long chain is as deep as nested brackets.
    if (++cursor.depth >= MAX_DEPTH) {
      left = tooDeep(cursor);
      break;
    }
    const op = take(cursor).value as ArithmeticOperator;
    const right = parseItem(cursor);
    left = { kind: "arithmetic", op, left, right, span: cover(left.span, right.span) };
  }
  cursor.depth = depth;
  return left;
}

function parseSigned(cursor: Cursor): Expr {
  if (!atAny(cursor, ["+", "-"])) return parsePostfix(cursor);
  if (cursor.depth >= MAX_DEPTH) return tooDeep(cursor);
  cursor.depth++;
  const token = take(cursor);
  const item = parseSigned(cursor);
  cursor.depth--;
  return { kind: "sign", op: token.value as "+" | "-", item, span: cover(token.span, item.span) };
}

/** `a : "x"`, `a in (…)`: they bind tighter than all other operators. */
function parsePostfix(cursor: Cursor): Expr {
  const item = parsePrimary(cursor, parseExpression);
  if (item.kind === "invalid") {
    skipTo(cursor, STOPS);
    return item;
  }
  return atPredicate(cursor) ? parsePredicate(cursor, item, parseExpression) : item;
}
