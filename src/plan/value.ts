import type { Span } from "../diagnostics/index.ts";
import type { FieldType } from "../event/field-type.ts";
import type { Scalar } from "../event/json.ts";

interface Node {
  readonly at?: Span;
}

/**
 * An expression over single values, three-valued (null is unknown): what EQL runs as a script. A null in a required
 * argument makes the result null; `and`/`or`/`not` follow three-valued logic.
 */
export type ValueExpr =
  | LiteralExpr
  | FieldExpr
  | CallExpr
  | ArithmeticExpr
  | NegateExpr
  | CompareExpr
  | IsNullExpr
  | LogicExpr
  | NotExpr
  | InExpr
  | LikeExpr
  | RegexExpr;

export interface LiteralExpr extends Node {
  readonly kind: "literal";
  readonly value: Scalar | null;
}
export interface FieldExpr extends Node {
  readonly kind: "field";
  readonly field: FieldType;
}
/** `name` is a function of `functions/`; `fold` its `~` form. */
export interface CallExpr extends Node {
  readonly kind: "call";
  readonly name: string;
  readonly fold: boolean;
  readonly args: readonly ValueExpr[];
}
/**
 * Integers stay integers: `/` truncates toward zero, `%` has the dividend's sign. `decimal`: one side is of a decimal
 * type, even where its value is whole (`x / 2.0`). Meaning: `arithmetic()` of `functions/arithmetic.ts`.
 */
export interface ArithmeticExpr extends Node {
  readonly kind: "arithmetic";
  readonly op: "+" | "-" | "*" | "/" | "%";
  readonly left: ValueExpr;
  readonly right: ValueExpr;
  readonly decimal?: true;
}
export interface NegateExpr extends Node {
  readonly kind: "negate";
  readonly item: ValueExpr;
}
export interface CompareExpr extends Node {
  readonly kind: "compare";
  readonly op: "==" | "!=" | "<" | "<=" | ">" | ">=";
  readonly left: ValueExpr;
  readonly right: ValueExpr;
}
/** True when the item is null, false when it is not; never null itself. */
export interface IsNullExpr extends Node {
  readonly kind: "isNull";
  readonly item: ValueExpr;
}
export interface LogicExpr extends Node {
  readonly kind: "logic";
  readonly op: "and" | "or";
  readonly items: readonly ValueExpr[];
}
export interface NotExpr extends Node {
  readonly kind: "notValue";
  readonly item: ValueExpr;
}
export interface InExpr extends Node {
  readonly kind: "in";
  readonly item: ValueExpr;
  readonly values: readonly Scalar[];
  readonly fold: boolean;
}
/** Wildcard patterns as in `WildcardPredicate`. */
export interface LikeExpr extends Node {
  readonly kind: "like";
  readonly item: ValueExpr;
  readonly patterns: readonly string[];
  readonly fold: boolean;
}
/** Java regular expressions (scripts do not use Lucene's), whole value. */
export interface RegexExpr extends Node {
  readonly kind: "regex";
  readonly item: ValueExpr;
  readonly patterns: readonly string[];
  readonly fold: boolean;
}
