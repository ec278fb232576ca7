import type { Span } from "../diagnostics/index.ts";

/** The expressions that EQL and ES|QL have alike; `E` is all that the language has. */

/** Every node knows the text it was read from. */
export interface Node {
  readonly span: Span;
}

export type Literal = StringLiteral | NumberLiteral | BooleanLiteral | NullLiteral;

/** `raw`: written in triple quotes. */
export interface StringLiteral extends Node {
  readonly kind: "string";
  readonly value: string;
  readonly raw: boolean;
}

/** `text` as written: it keeps integers exact that a number cannot hold. In ES|QL a sign belongs to it, in EQL never. */
export interface NumberLiteral extends Node {
  readonly kind: "number";
  readonly text: string;
  readonly decimal: boolean;
}

export interface BooleanLiteral extends Node {
  readonly kind: "boolean";
  readonly value: boolean;
}

export interface NullLiteral extends Node {
  readonly kind: "null";
}

export interface SignOf<E> extends Node {
  readonly kind: "sign";
  readonly op: "+" | "-";
  readonly item: E;
}

export type ArithmeticOperator = "+" | "-" | "*" | "/" | "%";

export interface ArithmeticOf<E> extends Node {
  readonly kind: "arithmetic";
  readonly op: ArithmeticOperator;
  readonly left: E;
  readonly right: E;
}

export type CompareOperator = "==" | "!=" | "<" | "<=" | ">" | ">=";

export interface CompareOf<E> extends Node {
  readonly kind: "compare";
  readonly op: CompareOperator;
  readonly left: E;
  readonly right: E;
}

export interface NotOf<E> extends Node {
  readonly kind: "not";
  readonly item: E;
}

/** A chain of one operator; at least two items. */
export interface LogicOf<E> extends Node {
  readonly kind: "logic";
  readonly op: "and" | "or";
  readonly items: readonly E[];
}

/** Where an expression was expected and a fault was reported instead. */
export interface InvalidExpr extends Node {
  readonly kind: "invalid";
}
