import type { Span } from "../../diagnostics/index.ts";
import type { ArithmeticOf, CompareOf, InvalidExpr, Literal, LogicOf, Node, NotOf, SignOf, StringLiteral } from "../expression.ts";

export type { ArithmeticOperator, CompareOperator, InvalidExpr, Literal, NumberLiteral, StringLiteral } from "../expression.ts";

export interface EsqlQuery extends Node {
  readonly kind: "query";
  /** `SET name = value;` before the query. */
  readonly settings: readonly Setting[];
  readonly source: SourceCommand;
  readonly commands: readonly Command[];
}

export interface Setting extends Node {
  readonly kind: "setting";
  readonly name: string;
  readonly value: Expr;
}

/** A column as it is named: dotted parts joined, backticks resolved. With `*` in it, a pattern where patterns can stand. */
export interface Name extends Node {
  readonly kind: "name";
  readonly name: string;
  /** A `*` outside backticks stands in it. */
  readonly pattern: boolean;
}

export type SourceCommand = FromCommand | RowCommand | ShowCommand | InvalidCommand;

export interface FromCommand extends Node {
  readonly kind: "from";
  readonly sources: readonly IndexSource[];
  readonly metadata: readonly Name[];
}

/** A pattern of index names, or a query in brackets. */
export type IndexSource = IndexPattern | SubQuery;

export interface IndexPattern extends Node {
  readonly kind: "index";
  readonly pattern: string;
}
export interface SubQuery extends Node {
  readonly kind: "subquery";
  readonly query: EsqlQuery;
}
export interface RowCommand extends Node {
  readonly kind: "row";
  readonly fields: readonly Field[];
}
export interface ShowCommand extends Node {
  readonly kind: "show";
  readonly what: string;
}
/** Where a command was expected and a fault was reported instead. */
export interface InvalidCommand extends Node {
  readonly kind: "invalid";
}

export type Command =
  | WhereCommand
  | EvalCommand
  | ProjectCommand
  | RenameCommand
  | StatsCommand
  | SortCommand
  | LimitCommand
  | MvExpandCommand
  | DissectCommand
  | GrokCommand
  | EnrichCommand
  | LookupJoinCommand
  | ChangePointCommand
  | CompletionCommand
  | ForkCommand
  | InvalidCommand;

export interface WhereCommand extends Node {
  readonly kind: "where";
  readonly condition: Expr;
}
export interface EvalCommand extends Node {
  readonly kind: "eval";
  readonly fields: readonly Field[];
}
export interface ProjectCommand extends Node {
  readonly kind: "keep" | "drop";
  readonly names: readonly Name[];
}
export interface RenameCommand extends Node {
  readonly kind: "rename";
  readonly items: readonly { readonly from: Name; readonly to: Name }[];
}
export interface StatsCommand extends Node {
  readonly kind: "stats" | "inlineStats";
  readonly aggregates: readonly AggregateField[];
  readonly by: readonly Field[];
}
export interface SortCommand extends Node {
  readonly kind: "sort";
  readonly keys: readonly SortKey[];
}
export interface LimitCommand extends Node {
  readonly kind: "limit";
  readonly count: Expr;
}
export interface MvExpandCommand extends Node {
  readonly kind: "mvExpand";
  readonly column: Name;
}
export interface DissectCommand extends Node {
  readonly kind: "dissect";
  readonly input: Expr;
  readonly pattern: StringLiteral;
  readonly options: readonly { readonly name: string; readonly nameSpan: Span; readonly value: Expr }[];
}
export interface GrokCommand extends Node {
  readonly kind: "grok";
  readonly input: Expr;
  readonly patterns: readonly StringLiteral[];
}
export interface EnrichCommand extends Node {
  readonly kind: "enrich";
  readonly policy: Name;
  readonly on?: Name;
  readonly fields: readonly { readonly name?: Name; readonly from: Name }[];
}
export interface LookupJoinCommand extends Node {
  readonly kind: "lookupJoin";
  readonly index: Name;
  readonly on: readonly Expr[];
}
export interface ChangePointCommand extends Node {
  readonly kind: "changePoint";
  readonly value: Name;
  readonly key?: Name;
  readonly as?: { readonly type: Name; readonly pvalue: Name };
}
export interface CompletionCommand extends Node {
  readonly kind: "completion";
  readonly target?: Name;
  readonly prompt: Expr;
  readonly options?: MapLiteral;
}
export interface ForkCommand extends Node {
  readonly kind: "fork";
  readonly branches: readonly (readonly Command[])[];
}

/** `name = value`, or a value that is named by its text. */
export interface Field extends Node {
  readonly kind: "field";
  readonly name?: Name;
  /** Of a field without a name: its text as written, which names its column. */
  readonly text?: string;
  readonly value: Expr;
}

/** `name = aggregate WHERE condition`; the text of one without a name includes the condition. */
export interface AggregateField extends Omit<Field, "kind"> {
  readonly kind: "aggregate";
  readonly where?: Expr;
}

export interface SortKey extends Node {
  readonly kind: "key";
  readonly value: Expr;
  readonly order?: "asc" | "desc";
  readonly nulls?: "first" | "last";
}

export type Expr =
  | Literal
  | ArrayLiteral
  | TimeSpanLiteral
  | MapLiteral
  | ColumnExpr
  | CallExpr
  | SignExpr
  | ArithmeticExpr
  | CompareExpr
  | MatchExpr
  | LikeExpr
  | InExpr
  | IsNullExpr
  | CastExpr
  | NotExpr
  | LogicExpr
  | InvalidExpr;

export type SignExpr = SignOf<Expr>;
export type ArithmeticExpr = ArithmeticOf<Expr>;
export type CompareExpr = CompareOf<Expr>;
export type NotExpr = NotOf<Expr>;
export type LogicExpr = LogicOf<Expr>;

/** `[1, 2, 3]`: several values. */
export interface ArrayLiteral extends Node {
  readonly kind: "array";
  readonly items: readonly Expr[];
}
/** `5 minutes`. */
export interface TimeSpanLiteral extends Node {
  readonly kind: "timeSpan";
  readonly amount: string;
  readonly unit: string;
  readonly unitSpan: Span;
}
export interface MapLiteral extends Node {
  readonly kind: "map";
  readonly entries: readonly MapEntry[];
}
export interface MapEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Expr;
}
export interface ColumnExpr extends Node {
  readonly kind: "column";
  readonly name: string;
}
/** `star`: written `name(*)`. A map as the last argument is `options`. */
export interface CallExpr extends Node {
  readonly kind: "call";
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly Expr[];
  readonly star: boolean;
  readonly options?: MapLiteral;
}
/** `column : "text"`; the column may be cast. */
export interface MatchExpr extends Node {
  readonly kind: "match";
  readonly item: Expr;
  readonly query: Expr;
}
/** `list`: the patterns stand in brackets. */
export interface LikeExpr extends Node {
  readonly kind: "like";
  readonly op: "like" | "rlike";
  readonly negated: boolean;
  readonly item: Expr;
  readonly patterns: readonly Expr[];
  readonly list: boolean;
}
export interface InExpr extends Node {
  readonly kind: "in";
  readonly item: Expr;
  readonly values: readonly Expr[];
  readonly negated: boolean;
}
export interface IsNullExpr extends Node {
  readonly kind: "isNull";
  readonly item: Expr;
  readonly negated: boolean;
}
export interface CastExpr extends Node {
  readonly kind: "cast";
  readonly item: Expr;
  readonly type: string;
  readonly typeSpan: Span;
}
