import type { Span } from "../../diagnostics/index.ts";
import type { CallExpr, Expr, MapEntry, MapLiteral, StringLiteral } from "./ast.ts";
import {
  accept,
  at,
  atAny,
  atEnd,
  type Cursor,
  expect,
  fault,
  invalid,
  isName,
  peek,
  skipTo,
  spanFrom,
  take,
  unexpected,
} from "./cursor.ts";
import { parseLiteral } from "./parse-literal.ts";
import { parseName } from "./parse-name.ts";
import { FUNCTION_WORDS } from "./tokens.ts";

type ParseExpr = (cursor: Cursor) => Expr;

/** A literal, a column, a call or a bracketed expression, with the casts behind it; `invalid` where none stands. */
export function parsePrimary(cursor: Cursor, parseExpr: ParseExpr, stops: readonly string[]): Expr {
  const start = peek(cursor).span;
  let expr = parseBare(cursor, parseExpr);
  if (expr.kind === "invalid") {
    skipTo(cursor, stops);
    return expr;
  }
  let depth = 0;
  while (at(cursor, "::")) {
    take(cursor);
    const type = peek(cursor);
    if (type.kind !== "word" || ++depth > MAX_CASTS) {
      unexpected(cursor, "the name of one type has to follow `::`, such as `long`, `double`, `keyword`, `ip`, `datetime`");
      break;
    }
    take(cursor);
    expr = { kind: "cast", item: expr, type: type.value, typeSpan: type.span, span: spanFrom(cursor, start) };
  }
  return expr;
}

const MAX_CASTS = 50;

function parseBare(cursor: Cursor, parseExpr: ParseExpr): Expr {
  const literal = parseLiteral(cursor);
  if (literal) return literal;
  const token = peek(cursor);
  if (at(cursor, "(")) return parseBracketed(cursor, parseExpr);
  const isFunction = token.kind === "word" && at(cursor, "(", 1) && (isName(token) || FUNCTION_WORDS.has(token.value));
  if (isFunction) return parseCall(cursor, parseExpr);
  if (isName(token)) {
    const name = parseName(cursor, "");
    return name ? { kind: "column", name: name.name, span: name.span } : invalid(cursor);
  }
  if (token.kind === "word" && GOES_ON.some((symbol) => at(cursor, symbol, 1))) parseName(cursor, "");
  else
    unexpected(cursor, "here a condition or a value has to stand: a field, a function, a string, a number, `true`, `false`, `null` or `(`");
  return invalid(cursor);
}

/** What follows a reserved word that was meant as a name. */
const GOES_ON: readonly string[] = [".", "==", "!=", "<", "<=", ">", ">=", "in", "like", "rlike", "is"];

/** The brackets are no part of what is in them, as Elasticsearch's texts of expressions have it. */
function parseBracketed(cursor: Cursor, parseExpr: ParseExpr): Expr {
  const open = take(cursor);
  const inner = parseExpr(cursor);
  closeBracket(cursor, ")", open.span);
  return inner;
}

/** Takes the closing bracket, or tells which one is open; then goes on behind the brackets if that place can be found. */
export function closeBracket(cursor: Cursor, closing: string, opened: Span): void {
  if (accept(cursor, closing)) return;
  if (atEnd(cursor) || at(cursor, "|")) {
    fault(cursor, "T5011", `A closing bracket [${closing}] is missing`, `close the bracket opened here with \`${closing}\``, opened);
    return;
  }
  unexpected(cursor, `the bracket has to be closed with \`${closing}\` here`);
  skipTo(cursor, [closing]);
  accept(cursor, closing);
}

function parseCall(cursor: Cursor, parseExpr: ParseExpr): Expr {
  const name = take(cursor);
  const open = take(cursor);
  const star = at(cursor, "*") && at(cursor, ")", 1);
  if (star) take(cursor);
  const args = star || at(cursor, ")") ? [] : parseArguments(cursor, parseExpr);
  closeBracket(cursor, ")", open.span);
  const last = args.at(-1);
  const options = last?.kind === "map" ? last : undefined;
  const call: CallExpr = {
    kind: "call",
    name: name.text,
    nameSpan: name.span,
    args: options ? args.slice(0, -1) : args,
    star,
    ...(options && { options }),
    span: spanFrom(cursor, name.span),
  };
  return call;
}

function parseArguments(cursor: Cursor, parseExpr: ParseExpr): Expr[] {
  return parseList(cursor, (c) => (at(c, "{") ? parseMap(c) : parseExpr(c)));
}

/** One or more, with commas between them. */
export function parseList<T>(cursor: Cursor, parseItem: (cursor: Cursor) => T): T[] {
  const items = [parseItem(cursor)];
  while (at(cursor, ",")) {
    const comma = take(cursor);
    if (atAny(cursor, [")", "]", "}", "|"]) || atEnd(cursor)) {
      fault(cursor, "T5001", "mismatched input ',': nothing follows the comma", "take the last comma away", comma.span);
      break;
    }
    items.push(parseItem(cursor));
  }
  return items;
}

/** `{ "name": value, … }`. */
export function parseMap(cursor: Cursor): MapLiteral {
  const open = take(cursor);
  const entries = at(cursor, "}") ? [] : parseList(cursor, parseEntry).filter((entry) => entry !== undefined);
  closeBracket(cursor, "}", open.span);
  return { kind: "map", entries, span: spanFrom(cursor, open.span) };
}

function parseEntry(cursor: Cursor): MapEntry | undefined {
  const key = peek(cursor);
  if (key.kind !== "string") {
    unexpected(cursor, 'an option is `"name": value`');
    skipTo(cursor, [",", "}"]);
    return undefined;
  }
  take(cursor);
  if (!expect(cursor, ":", "a colon has to stand between the name of an option and its value")) skipTo(cursor, [",", "}"]);
  const value = at(cursor, "{") ? parseMap(cursor) : (parseLiteral(cursor) ?? missingConstant(cursor));
  return { key: key.value, keySpan: key.span, value };
}

function missingConstant(cursor: Cursor): Expr {
  unexpected(cursor, "the value of an option is a constant");
  skipTo(cursor, [",", "}"]);
  return invalid(cursor);
}

/** A string literal, or told; undefined then. */
export function parseString(cursor: Cursor): StringLiteral | undefined {
  const { kind } = peek(cursor);
  const literal = kind === "string" || kind === "raw string" ? parseLiteral(cursor) : undefined;
  if (literal?.kind === "string") return literal;
  unexpected(cursor, 'a string has to stand here: `"…"`');
  return undefined;
}
