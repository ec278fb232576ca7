import type { Span } from "../../diagnostics/index.ts";
import type { ArithmeticOf, CompareOf, InvalidExpr, Literal, LogicOf, Node, NotOf, SignOf } from "../expression.ts";

export type { ArithmeticOperator, CompareOperator, Literal, NumberLiteral, StringLiteral } from "../expression.ts";

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
  | Literal
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

export type SignExpr = SignOf<Expr>;
export type ArithmeticExpr = ArithmeticOf<Expr>;
export type CompareExpr = CompareOf<Expr>;
export type NotExpr = NotOf<Expr>;
export type LogicExpr = LogicOf<Expr>;

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

export const isLiteral = (expr: Expr): expr is Literal =>
  expr.kind === "string" || expr.kind === "number" || expr.kind === "boolean" || expr.kind === "null";
