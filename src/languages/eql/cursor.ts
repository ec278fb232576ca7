import { type Code, cover, type Span } from "../../diagnostics/index.ts";
import type { InvalidExpr } from "./ast.ts";
import type { Report } from "./report.ts";
import { type EqlToken, KEYWORDS } from "./tokens.ts";

/** Where a parser stands in its tokens. Comments are not among them; the last one is `end`. */
export interface Cursor {
  readonly tokens: readonly EqlToken[];
  readonly report: Report;
  index: number;
  /** How deep expressions are nested at this place. */
  depth: number;
  /** The token at which the last fault was told: one place gives one fault. */
  faultAt: number;
}

/** Deeper queries are refused: no person writes them, and every pass over the tree may recurse. */
export const MAX_DEPTH = 250;

export const openCursor = (tokens: readonly EqlToken[], report: Report): Cursor => ({
  tokens: tokens.filter((token) => token.kind !== "comment"),
  report,
  index: 0,
  depth: 0,
  faultAt: -1,
});

export function peek(cursor: Cursor, ahead = 0): EqlToken {
  const { tokens } = cursor;
  return tokens[Math.min(cursor.index + ahead, tokens.length - 1)] as EqlToken;
}

/** Takes a token; the end can be taken any number of times. */
export function take(cursor: Cursor): EqlToken {
  const token = peek(cursor);
  if (token.kind !== "end") cursor.index++;
  return token;
}

/** The token taken last. */
export const previous = (cursor: Cursor): EqlToken => cursor.tokens[Math.max(0, cursor.index - 1)] as EqlToken;

const isSymbol = (token: EqlToken): boolean => token.kind === "operator" || token.kind === "keyword";

/** Whether a keyword or operator stands here. */
export function at(cursor: Cursor, symbol: string, ahead = 0): boolean {
  const token = peek(cursor, ahead);
  return token.value === symbol && isSymbol(token);
}

export const atAny = (cursor: Cursor, symbols: readonly string[]): boolean => symbols.some((symbol) => at(cursor, symbol));

/** Takes the keyword or operator if it stands here. A keyword in capitals is told and taken. */
export function accept(cursor: Cursor, symbol: string): boolean {
  if (!at(cursor, symbol)) {
    if (!isMiswritten(peek(cursor), symbol)) return false;
    reportMiswritten(cursor);
  }
  take(cursor);
  return true;
}

/** `AND` where `and` is meant. */
export const isMiswritten = (token: EqlToken, keyword: string): boolean =>
  token.kind === "identifier" && token.text !== keyword && KEYWORDS.has(keyword) && token.text.toLowerCase() === keyword;

export function reportMiswritten(cursor: Cursor): void {
  const token = peek(cursor);
  fault(
    cursor,
    "T2011",
    `Keywords are written in lower case, but this is [${token.text}]`,
    `write \`${token.text.toLowerCase()}\``,
    token.span,
  );
}

/** Takes the symbol, or tells that it is missing and takes nothing. */
export function expect(cursor: Cursor, symbol: string, hint: string): boolean {
  if (accept(cursor, symbol)) return true;
  unexpected(cursor, hint);
  return false;
}

/** Tells a fault at the current token, once per token. */
export function fault(cursor: Cursor, code: Code, message: string, hint: string, span: Span = peek(cursor).span): void {
  if (cursor.faultAt === cursor.index) return;
  cursor.faultAt = cursor.index;
  cursor.report(code, span, message, hint);
}

/** «mismatched input …» at the current token. */
export function unexpected(cursor: Cursor, hint: string): void {
  const token = peek(cursor);
  // What the lexer has told already needs no second word.
  if (token.kind === "unknown") cursor.faultAt = cursor.index;
  fault(cursor, "T2001", `mismatched input ${nameOf(token)}`, hint);
}

function nameOf(token: EqlToken): string {
  if (token.kind === "end") return "'<EOF>': the query ends too early";
  const text = token.text.length > 40 ? `${token.text.slice(0, 40)}…` : token.text;
  return `'${text}'`;
}

/** From the start of a token to the end of the last one taken. */
export function spanFrom(cursor: Cursor, start: Span): Span {
  const last = previous(cursor).span;
  return last.end >= start.end ? cover(start, last) : start;
}

export const invalid = (cursor: Cursor): InvalidExpr => ({ kind: "invalid", span: peek(cursor).span });

/**
 * Leaves out tokens up to one of `stops` that belongs to this level of brackets, or to the end. Brackets opened on the
 * way are left out with what is in them.
 */
export function skipTo(cursor: Cursor, stops: readonly string[]): void {
  let open = 0;
  while (peek(cursor).kind !== "end") {
    if (open === 0 && atAny(cursor, stops)) return;
    if (atAny(cursor, ["(", "[", "!["])) open++;
    else if (open > 0 && atAny(cursor, [")", "]"])) open--;
    take(cursor);
  }
}
