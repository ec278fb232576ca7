import type { Code, Span } from "../../diagnostics/index.ts";
import { at, claimFault, type Cursor as AnyCursor, mismatch, openCursor as open, peek, skipTo as skip, take } from "../cursor.ts";
import type { Report } from "./report.ts";
import { type EqlToken, KEYWORDS } from "./tokens.ts";

export { at, atAny, invalid, MAX_DEPTH, peek, spanFrom, take } from "../cursor.ts";

export interface Cursor extends AnyCursor<EqlToken> {
  readonly report: Report;
}

const isSymbol = ({ kind }: EqlToken): boolean => kind === "operator" || kind === "keyword";

export const openCursor = (tokens: readonly EqlToken[], report: Report): Cursor => ({ ...open(tokens, isSymbol), report });

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
  if (claimFault(cursor)) cursor.report(code, span, message, hint);
}

/** «mismatched input …» at the current token. What the lexer has told already needs no second word. */
export function unexpected(cursor: Cursor, hint: string): void {
  if (peek(cursor).kind === "unknown") claimFault(cursor);
  fault(cursor, "T2001", mismatch(cursor), hint);
}

const BRACKETS = { opening: ["(", "[", "!["], closing: [")", "]"] };

/** Leaves out tokens up to one of `stops` on this level of brackets, or to the end. */
export const skipTo = (cursor: Cursor, stops: readonly string[]): void => skip(cursor, stops, BRACKETS);
