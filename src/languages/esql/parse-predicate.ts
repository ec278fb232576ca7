import type { Span } from "../../diagnostics/index.ts";
import type { Expr } from "./ast.ts";
import { accept, at, type Cursor, expect, fault, invalid, spanFrom, take, unexpected } from "./cursor.ts";
import { parseLiteral } from "./parse-literal.ts";
import { closeBracket, parseList } from "./parse-primary.ts";

type ParseExpr = (cursor: Cursor) => Expr;

/** Whether a word or sign stands here that makes a condition of the value before it. */
export function atPredicate(cursor: Cursor): boolean {
  const ahead = at(cursor, "not") ? 1 : 0;
  if (["in", "like", "rlike"].some((word) => at(cursor, word, ahead))) return true;
  return ahead === 0 && (at(cursor, "is") || at(cursor, ":"));
}

export function parsePredicate(cursor: Cursor, item: Expr, start: Span, parseValue: ParseExpr): Expr {
  if (at(cursor, ":")) return parseMatch(cursor, item, start);
  if (at(cursor, "is")) return parseIsNull(cursor, item, start);
  const negated = accept(cursor, "not");
  const word = take(cursor).value;
  if (word === "in") {
    const values = parseValues(cursor, parseValue);
    return { kind: "in", item, values, negated, span: spanFrom(cursor, start) };
  }
  const op = word === "rlike" ? "rlike" : "like";
  const list = at(cursor, "(");
  const patterns = list ? parseValues(cursor, parseValue) : [parseValue(cursor)];
  return { kind: "like", op, negated, item, patterns, list, span: spanFrom(cursor, start) };
}

function parseMatch(cursor: Cursor, item: Expr, start: Span): Expr {
  const field = item.kind === "cast" ? item.item : item;
  if (field.kind !== "column") {
    const hint = 'only a field can stand before it: `field : "text"`';
    if (item.kind !== "invalid") fault(cursor, "T5001", "mismatched input ':': it searches a field", hint);
  }
  take(cursor);
  const query = parseConstant(cursor);
  return { kind: "match", item, query, span: spanFrom(cursor, start) };
}

function parseConstant(cursor: Cursor): Expr {
  const literal = parseLiteral(cursor);
  if (!literal) unexpected(cursor, "the text or number that is searched has to follow `:`");
  return literal ?? invalid(cursor);
}

function parseIsNull(cursor: Cursor, item: Expr, start: Span): Expr {
  take(cursor);
  const negated = accept(cursor, "not");
  expect(cursor, "null", "write `IS NULL` or `IS NOT NULL`");
  return { kind: "isNull", item, negated, span: spanFrom(cursor, start) };
}

/** `(a, b)`; a list cannot be empty. */
function parseValues(cursor: Cursor, parseItem: ParseExpr): Expr[] {
  if (!at(cursor, "(")) {
    fault(cursor, "T5013", "The values of [IN] stand in brackets", 'write `field IN ("a", "b")`');
    return [parseItem(cursor)].filter((value) => value.kind !== "invalid");
  }
  const open = take(cursor);
  if (at(cursor, ")")) {
    fault(cursor, "T5013", "A list of values cannot be empty", "write at least one value between the brackets");
    take(cursor);
    return [];
  }
  const values = parseList(cursor, parseItem);
  closeBracket(cursor, ")", open.span);
  return values;
}
