import type { Code, Span } from "../../diagnostics/index.ts";
import { at, claimFault, type Cursor as AnyCursor, mismatch, openCursor as open, peek, skipTo as skip, take } from "../cursor.ts";
import type { Faults } from "../faults.ts";
import { type EsqlToken, RESERVED } from "./tokens.ts";

export { at, atAny, atEnd, invalid, MAX_DEPTH, peek, spanFrom, take } from "../cursor.ts";

export interface Cursor extends AnyCursor<EsqlToken> {
  readonly text: string;
  readonly faults: Faults;
}

/** Keywords in any case: a word's value is its lower case. */
const isSymbol = ({ kind }: EsqlToken): boolean => kind === "operator" || kind === "word";

export const openCursor = (text: string, tokens: readonly EsqlToken[], faults: Faults): Cursor => ({
  ...open(tokens, isSymbol),
  text,
  faults,
});

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
  if (claimFault(cursor)) cursor.faults.add(span, code, message, hint);
}

/** «mismatched input …» at the current token. What the lexer has told already needs no second word. */
export function unexpected(cursor: Cursor, hint: string): void {
  if (peek(cursor).kind === "unknown") claimFault(cursor);
  fault(cursor, "T5001", mismatch(cursor), hint);
}

export const textOf = ({ text }: Cursor, { start, end }: Span): string => text.slice(start, end);

/** A word that can be a name here, or a name in backticks. */
export const isName = ({ kind, value }: EsqlToken): boolean => kind === "quoted name" || (kind === "word" && !RESERVED.has(value));

/** A pipe ends whatever is open. */
const BRACKETS = { opening: ["(", "[", "{"], closing: [")", "]", "}"], ends: "|" };

/** Leaves out tokens up to one of `stops` on this level of brackets, to a pipe, or to the end. */
export const skipTo = (cursor: Cursor, stops: readonly string[]): void => skip(cursor, stops, BRACKETS);
