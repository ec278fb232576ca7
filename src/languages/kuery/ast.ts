import type { Span } from "../../diagnostics/index.ts";

/** A KQL query. Plain JSON data; spans are offsets into the query's source. */
export type KueryAst = KueryEmpty | KueryGroup | KueryNot | KueryMatch | KueryRange | KueryNested;

/** No text at all: every event. */
export interface KueryEmpty {
  readonly kind: "empty";
  readonly at: Span;
}
/** `a and b and c`, or with `or`; at least two items. A group in brackets inside a group of its own kind stays as written. */
export interface KueryGroup {
  readonly kind: "and" | "or";
  readonly items: readonly KueryAst[];
  readonly at: Span;
}
export interface KueryNot {
  readonly kind: "not";
  readonly item: KueryAst;
  readonly at: Span;
}
/** `field:values`; without a field it is free text. */
export interface KueryMatch {
  readonly kind: "match";
  readonly field: KueryLiteral | null;
  readonly values: KueryValues;
  readonly at: Span;
}
export interface KueryRange {
  readonly kind: "range";
  readonly field: KueryLiteral;
  readonly op: RangeOp;
  readonly value: KueryLiteral;
  readonly at: Span;
}
/** `path:{ … }`: one nested object passes `item`; names inside are relative to the path. */
export interface KueryNested {
  readonly kind: "nested";
  readonly path: KueryLiteral;
  readonly item: KueryAst;
  readonly at: Span;
}

export type RangeOp = "lt" | "lte" | "gt" | "gte";

/** What stands after `field:`: a value, or a bracketed list of values. */
export type KueryValues = KueryLiteral | KueryValueGroup | KueryValueNot;
export interface KueryValueGroup {
  readonly kind: "valueAnd" | "valueOr";
  readonly items: readonly KueryValues[];
  readonly at: Span;
}
export interface KueryValueNot {
  readonly kind: "valueNot";
  readonly item: KueryValues;
  readonly at: Span;
}

/**
 * A word or quoted text, escapes resolved. `pieces` are the texts between unquoted `*`s: one piece means no wildcard,
 * `["", ""]` is the lone star.
 */
export interface KueryLiteral {
  readonly kind: "literal";
  readonly pieces: readonly string[];
  readonly quoted: boolean;
  readonly at: Span;
}

export const isWildcard = (literal: KueryLiteral): boolean => literal.pieces.length > 1;

/** `*` and nothing else: «exists» as a value, «every field» as a name. */
export const isLoneStar = ({ pieces }: KueryLiteral): boolean => pieces.length === 2 && pieces[0] === "" && pieces[1] === "";

/** The literal as text, wildcards as `*`. */
export const textOf = (literal: KueryLiteral): string => literal.pieces.join("*");

/** What an unquoted `true`, `false` or `null` stands for; undefined for every other literal. */
export function typedWord(literal: KueryLiteral): boolean | null | undefined {
  if (literal.quoted || isWildcard(literal)) return undefined;
  switch (literal.pieces[0]) {
    case "true":
      return true;
    case "false":
      return false;
    case "null":
      return null;
    default:
      return undefined;
  }
}
