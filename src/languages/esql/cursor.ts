import { type Code, cover, type Span } from "../../diagnostics/index.ts";
import type { Faults } from "../faults.ts";
import type { InvalidExpr } from "./ast.ts";
import { type EsqlToken, RESERVED } from "./tokens.ts";

/** Where a parser stands in its tokens. Comments are not among them; the last one is `end`. */
export interface Cursor {
  readonly text: string;
  readonly tokens: readonly EsqlToken[];
  readonly faults: Faults;
  index: number;
  /** How deep expressions and queries are nested at this place. */
  depth: number;
  /** The token at which the last fault was told: one place gives one fault. */
  faultAt: number;
}

/** Deeper queries are refused: no person writes them, and every pass over the tree may recurse. */
export const MAX_DEPTH = 250;

export const openCursor = (text: string, tokens: readonly EsqlToken[], faults: Faults): Cursor => ({
  text,
  tokens: tokens.filter((token) => token.kind !== "comment"),
  faults,
  index: 0,
  depth: 0,
  faultAt: -1,
});

export function peek(cursor: Cursor, ahead = 0): EsqlToken {
  const { tokens } = cursor;
  return tokens[Math.min(cursor.index + ahead, tokens.length - 1)] as EsqlToken;
}

/** Takes a token; the end can be taken any number of times. */
export function take(cursor: Cursor): EsqlToken {
  const token = peek(cursor);
  if (token.kind !== "end") cursor.index++;
  return token;
}

/** The token taken last. */
export const previous = (cursor: Cursor): EsqlToken => cursor.tokens[Math.max(0, cursor.index - 1)] as EsqlToken;

/** Whether a keyword (in any case) or an operator stands here. */
export function at(cursor: Cursor, symbol: string, ahead = 0): boolean {
  const token = peek(cursor, ahead);
  return token.value === symbol && (token.kind === "operator" || token.kind === "word");
}

export const atAny = (cursor: Cursor, symbols: readonly string[]): boolean => symbols.some((symbol) => at(cursor, symbol));
export const atEnd = (cursor: Cursor): boolean => peek(cursor).kind === "end";

/** Takes the keyword or operator if it stands here. */
export function accept(cursor: Cursor, symbol: string): boolean {
  if (!at(cursor, symbol)) return false;
  take(cursor);
  return true;
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
  cursor.faults.add(span, code, message, hint);
}

/** «mismatched input …» at the current token. */
export function unexpected(cursor: Cursor, hint: string): void {
  const token = peek(cursor);
  // What the lexer has told already needs no second word.
  if (token.kind === "unknown") cursor.faultAt = cursor.index;
  fault(cursor, "T5001", `mismatched input ${nameOf(token)}`, hint);
}

function nameOf(token: EsqlToken): string {
  if (token.kind === "end") return "'<EOF>': the query ends too early";
  const text = token.text.length > 40 ? `${token.text.slice(0, 40)}…` : token.text;
  return `'${text}'`;
}

/** From the start of a token to the end of the last one taken. */
export function spanFrom(cursor: Cursor, start: Span): Span {
  const last = previous(cursor).span;
  return last.end >= start.end ? cover(start, last) : start;
}

export const textOf = ({ text }: Cursor, { start, end }: Span): string => text.slice(start, end);

export const invalid = (cursor: Cursor): InvalidExpr => ({ kind: "invalid", span: peek(cursor).span });

/** A word that can be a name here, or a name in backticks. */
export const isName = ({ kind, value }: EsqlToken): boolean => kind === "quoted name" || (kind === "word" && !RESERVED.has(value));

const OPENING: readonly string[] = ["(", "[", "{"];
const CLOSING: readonly string[] = [")", "]", "}"];

/**
 * Leaves out tokens up to one of `stops` that belongs to this level of brackets, to a pipe (which ends whatever is open),
 * or to the end. Brackets opened on the way are left out with what is in them.
 */
export function skipTo(cursor: Cursor, stops: readonly string[]): void {
  let open = 0;
  while (!atEnd(cursor) && !at(cursor, "|")) {
    if (open === 0 && atAny(cursor, stops)) return;
    if (atAny(cursor, OPENING)) open++;
    else if (open > 0 && atAny(cursor, CLOSING)) open--;
    take(cursor);
  }
}
