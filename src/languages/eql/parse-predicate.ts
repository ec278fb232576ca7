import type { Expr, MatchOperator } from "./ast.ts";
import { accept, at, type Cursor, fault, invalid, isMiswritten, peek, spanFrom, take, unexpected } from "./cursor.ts";
import { closeBracket, parseList, parsePrimary } from "./parse-primary.ts";
import type { EqlToken } from "./tokens.ts";

type ParseExpr = (cursor: Cursor) => Expr;

const MATCH_OPERATORS: readonly string[] = [":", "like", "like~", "regex", "regex~"];
const MISWRITTEN: readonly string[] = ["in", "like", "regex"];

/** Whether a postfix predicate begins here; `not` belongs to one only before `in`, or before one of the others by a slip. */
export function atPredicate(cursor: Cursor): boolean {
  if (isOperator(peek(cursor))) return true;
  const negated = at(cursor, "not") || isMiswritten(peek(cursor), "not");
  return negated && isOperator(peek(cursor, 1));
}

function isOperator(token: EqlToken): boolean {
  if (token.kind === "operator" || token.kind === "keyword")
    return token.value === "in" || token.value === "in~" || MATCH_OPERATORS.includes(token.value);
  return MISWRITTEN.some((word) => isMiswritten(token, word) || token.text.toLowerCase() === `${word}~`);
}

export function parsePredicate(cursor: Cursor, item: Expr, parseExpr: ParseExpr): Expr {
  const start = peek(cursor).span;
  const negated = accept(cursor, "not");
  const operator = takeOperator(cursor);
  if (operator === "in" || operator === "in~") {
    const values = parseValues(cursor, parseExpr);
    return { kind: "in", item, values, negated, fold: operator === "in~", span: spanFrom(cursor, item.span) };
  }
  if (negated) {
    const hint = `write \`not field ${operator} …\``;
    fault(cursor, "T2019", `[not] cannot stand before [${operator}]: it goes in front of the whole condition`, hint, start);
  }
  const patterns = parsePatterns(cursor, operator, parseExpr);
  const match: Expr = { kind: "match", op: operator, item, patterns, span: spanFrom(cursor, item.span) };
  return negated ? { kind: "not", item: match, span: match.span } : match;
}

function takeOperator(cursor: Cursor): MatchOperator | "in" | "in~" {
  const token = peek(cursor);
  const word = token.value.toLowerCase();
  if (token.kind === "identifier") {
    fault(cursor, "T2011", `Keywords are written in lower case, but this is [${token.text}]`, `write \`${word}\``);
  }
  take(cursor);
  return word as MatchOperator | "in" | "in~";
}

function parseValues(cursor: Cursor, parseExpr: ParseExpr): Expr[] {
  if (!at(cursor, "(")) {
    fault(cursor, "T2020", "The values of [in] stand in brackets", 'write `field in ("a", "b")`');
    return [parsePrimary(cursor, parseExpr)].filter((value) => value.kind !== "invalid");
  }
  const open = take(cursor);
  if (at(cursor, ")")) {
    fault(cursor, "T2020", "A list of values cannot be empty", "write at least one value between the brackets");
    take(cursor);
    return [];
  }
  const values = parseList(cursor, parseExpr);
  closeBracket(cursor, open.span.start);
  return values;
}

function parsePatterns(cursor: Cursor, operator: MatchOperator, parseExpr: ParseExpr): Expr[] {
  if (at(cursor, "(")) return parseValues(cursor, parseExpr);
  const pattern = parsePrimary(cursor, parseExpr);
  if (pattern.kind !== "invalid") return [pattern];
  unexpected(cursor, `a string or a list of strings has to follow \`${operator}\``);
  return [invalid(cursor)];
}
