import { cover, type Span } from "../diagnostics/index.ts";
import type { ValueToken } from "./lexical.ts";

/** Where a parser stands in its tokens. Comments are not among them; the last one is `end`. */
export interface Cursor<T extends ValueToken = ValueToken> {
  readonly tokens: readonly T[];
  /** Whether a token is a keyword or an operator, which its value then names. */
  readonly isSymbol: (token: T) => boolean;
  index: number;
  /** How deep expressions and queries are nested at this place. */
  depth: number;
  /** The token at which the last fault was told: one place gives one fault. */
  faultAt: number;
}

/** Deeper queries are refused: no person writes them, and every pass over the tree may recurse. */
export const MAX_DEPTH = 250;

export const openCursor = <T extends ValueToken>(tokens: readonly T[], isSymbol: (token: T) => boolean): Cursor<T> => ({
  tokens: tokens.some(isComment) ? tokens.filter((token) => !isComment(token)) : tokens,
  isSymbol,
  index: 0,
  depth: 0,
  faultAt: -1,
});

const isComment = ({ kind }: ValueToken): boolean => kind === "comment";

export function peek<T extends ValueToken>({ tokens, index }: Cursor<T>, ahead = 0): T {
  return tokens[Math.min(index + ahead, tokens.length - 1)] as T;
}

/** Takes a token; the end can be taken any number of times. */
export function take<T extends ValueToken>(cursor: Cursor<T>): T {
  const token = peek(cursor);
  if (token.kind !== "end") cursor.index++;
  return token;
}

/** The token taken last. */
export const previous = <T extends ValueToken>({ tokens, index }: Cursor<T>): T => tokens[Math.max(0, index - 1)] as T;

/** Whether a keyword or operator stands here. */
export function at<T extends ValueToken>(cursor: Cursor<T>, symbol: string, ahead = 0): boolean {
  const token = peek(cursor, ahead);
  return token.value === symbol && cursor.isSymbol(token);
}

export function atAny<T extends ValueToken>(cursor: Cursor<T>, symbols: readonly string[]): boolean {
  const token = peek(cursor);
  return symbols.includes(token.value) && cursor.isSymbol(token);
}

export const atEnd = <T extends ValueToken>(cursor: Cursor<T>): boolean => peek(cursor).kind === "end";

/** From the start of a token to the end of the last one taken. */
export function spanFrom<T extends ValueToken>(cursor: Cursor<T>, start: Span): Span {
  const last = previous(cursor).span;
  return last.end >= start.end ? cover(start, last) : start;
}

export const invalid = <T extends ValueToken>(cursor: Cursor<T>): { readonly kind: "invalid"; readonly span: Span } => ({
  kind: "invalid",
  span: peek(cursor).span,
});

/** Claims the place for a fault: false where one was told at this token. */
export function claimFault<T extends ValueToken>(cursor: Cursor<T>): boolean {
  if (cursor.faultAt === cursor.index) return false;
  cursor.faultAt = cursor.index;
  return true;
}

/** «mismatched input …», of the current token. */
export function mismatch<T extends ValueToken>(cursor: Cursor<T>): string {
  const { kind, text } = peek(cursor);
  if (kind === "end") return "mismatched input '<EOF>': the query ends too early";
  return `mismatched input '${text.length > 40 ? `${text.slice(0, 40)}…` : text}'`;
}

/** Brackets, and what nothing goes on behind (a pipe), however deep it stands. */
export interface Skipping {
  readonly opening: readonly string[];
  readonly closing: readonly string[];
  readonly ends?: string;
}

/**
 * Leaves out tokens up to one of `stops` that belongs to this level of brackets, or to the end. Brackets opened on the
 * way are left out with what is in them.
 */
export function skipTo<T extends ValueToken>(cursor: Cursor<T>, stops: readonly string[], { opening, closing, ends }: Skipping): void {
  let open = 0;
  while (!atEnd(cursor)) {
    if (ends && at(cursor, ends)) return;
    if (open === 0 && atAny(cursor, stops)) return;
    if (atAny(cursor, opening)) open++;
    else if (open > 0 && atAny(cursor, closing)) open--;
    take(cursor);
  }
}
