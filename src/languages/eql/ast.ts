import type { Span } from "../../diagnostics/index.ts";

/** Every node knows the text it was read from. */
interface Node {
  readonly span: Span;
}

export interface EqlStatement extends Node {
  readonly kind: "statement";
  readonly query: EqlQuery;
  readonly pipes: readonly Pipe[];
}

export type EqlQuery = EventQuery | SequenceQuery | SampleQuery;

/** `category where condition`. */
export interface EventQuery extends Node {
  readonly kind: "event";
  readonly category: Category;
  readonly where: Expr;
}

/** `name` is null for `any`. */
export interface Category extends Node {
  readonly kind: "category";
  readonly name: string | null;
}

export interface SequenceQuery extends Node {
  readonly kind: "sequence";
  readonly by: readonly Expr[];
  readonly maxspan?: Maxspan;
  readonly terms: readonly Term[];
  readonly until?: Term;
}

export interface SampleQuery extends Node {
  readonly kind: "sample";
  readonly by: readonly Expr[];
  readonly terms: readonly Term[];
}

export type TimeUnit = "ms" | "s" | "m" | "h" | "d";

export interface Maxspan extends Node {
  readonly kind: "maxspan";
  readonly amount: number;
  readonly unit: TimeUnit;
}

/** `[event] by keys with runs=N`, or `![event]` where `missing`. */
export interface Term extends Node {
  readonly kind: "term";
  readonly missing: boolean;
  readonly event: EventQuery;
  readonly by: readonly Expr[];
  readonly runs: number;
}

export interface Pipe extends Node {
  readonly kind: "pipe";
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly Expr[];
}

export type Expr =
  | StringLiteral
  | NumberLiteral
  | BooleanLiteral
  | NullLiteral
  | FieldRef
  | CallExpr
  | SignExpr
  | ArithmeticExpr
  | CompareExpr
  | MatchExpr
  | InExpr
  | NotExpr
  | LogicExpr
  | InvalidExpr;

export type Literal = StringLiteral | NumberLiteral | BooleanLiteral | NullLiteral;

/** `raw`: written in triple quotes. */
export interface StringLiteral extends Node {
  readonly kind: "string";
  readonly value: string;
  readonly raw: boolean;
}

/** Without a sign. `text` as written: it keeps integers exact that a number cannot hold. */
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

/** `optional`: written `?name`. The name is whole and without backticks. */
export interface FieldRef extends Node {
  readonly kind: "field";
  readonly name: string;
  readonly optional: boolean;
}

/** `fold`: written `name~(…)`. */
export interface CallExpr extends Node {
  readonly kind: "call";
  readonly name: string;
  readonly fold: boolean;
  readonly nameSpan: Span;
  readonly args: readonly Expr[];
}

export interface SignExpr extends Node {
  readonly kind: "sign";
  readonly op: "+" | "-";
  readonly item: Expr;
}

export type ArithmeticOperator = "+" | "-" | "*" | "/" | "%";

export interface ArithmeticExpr extends Node {
  readonly kind: "arithmetic";
  readonly op: ArithmeticOperator;
  readonly left: Expr;
  readonly right: Expr;
}

export type CompareOperator = "==" | "!=" | "<" | "<=" | ">" | ">=";

export interface CompareExpr extends Node {
  readonly kind: "compare";
  readonly op: CompareOperator;
  readonly left: Expr;
  readonly right: Expr;
}

export type MatchOperator = ":" | "like" | "like~" | "regex" | "regex~";

/** `item : ("a", "b")`. One pattern or a list of one mean the same. */
export interface MatchExpr extends Node {
  readonly kind: "match";
  readonly op: MatchOperator;
  readonly item: Expr;
  readonly patterns: readonly Expr[];
}

/** `fold`: written `in~`. */
export interface InExpr extends Node {
  readonly kind: "in";
  readonly item: Expr;
  readonly values: readonly Expr[];
  readonly negated: boolean;
  readonly fold: boolean;
}

export interface NotExpr extends Node {
  readonly kind: "not";
  readonly item: Expr;
}

/** A chain of one operator; at least two items. */
export interface LogicExpr extends Node {
  readonly kind: "logic";
  readonly op: "and" | "or";
  readonly items: readonly Expr[];
}

/** Where an expression was expected and a fault was reported instead. */
export interface InvalidExpr extends Node {
  readonly kind: "invalid";
}

export const isLiteral = (expr: Expr): expr is Literal =>
  expr.kind === "string" || expr.kind === "number" || expr.kind === "boolean" || expr.kind === "null";
