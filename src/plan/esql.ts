import type { Span } from "../diagnostics/index.ts";
import type { EsqlType } from "../functions/esql/type.ts";
import type { EsqlColumn, EsqlExpr, EsqlField, Predicate } from "./predicate.ts";

export type {
  EsqlCall,
  EsqlColumn,
  EsqlColumnRef,
  EsqlExpr,
  EsqlField,
  EsqlLiteral,
  EsqlLiteralScalar,
  EsqlSearch,
} from "./predicate.ts";

/** An ES|QL query: rows from a source through commands. Plain JSON data. */
export interface EsqlOp {
  readonly kind: "esql";
  /** The query as written: warnings quote parts of it by line, column and text. */
  readonly text: string;
  readonly source: EsqlFrom | EsqlRow;
  readonly commands: readonly EsqlCommand[];
  /** The columns after the last command, in order; those of an open source that no command names come on top. */
  readonly columns: readonly EsqlColumn[];
}

export interface EsqlFrom {
  readonly kind: "from";
  /** Index patterns, `-pattern` excludes. */
  readonly patterns: readonly string[];
  /** `_id`, `_index`, `_version`, … as asked for. */
  readonly metadata: readonly EsqlColumn[];
  /** Fields that the query reads, by name; with an explicit mapping all of them. */
  readonly fields: readonly EsqlField[];
  /** No explicit mapping: fields that no table knows are columns too, where a document has them and the query keeps them. */
  readonly open: boolean;
  /**
   * Is-true of the conditions that directly follow the source: those WHERE commands are not among `commands`. Judged by the
   * shared matcher before a row is made.
   */
  readonly where: Predicate;
}

export interface EsqlRow {
  readonly kind: "row";
  readonly fields: readonly EsqlAssignment[];
}

export interface EsqlAssignment {
  readonly name: string;
  readonly value: EsqlExpr;
}

export type EsqlCommand =
  | { readonly kind: "where"; readonly condition: EsqlExpr }
  | { readonly kind: "eval"; readonly fields: readonly EsqlAssignment[] }
  /** KEEP as resolved: names in order; patterns stay for the columns of an open source. */
  | { readonly kind: "keep"; readonly items: readonly EsqlProjection[] }
  | { readonly kind: "drop"; readonly items: readonly EsqlProjection[] }
  | { readonly kind: "rename"; readonly items: readonly { readonly from: string; readonly to: string }[] }
  | { readonly kind: "stats"; readonly aggregates: readonly EsqlAggregation[]; readonly keys: readonly EsqlAssignment[] }
  | { readonly kind: "inlineStats"; readonly aggregates: readonly EsqlAggregation[]; readonly keys: readonly EsqlAssignment[] }
  | { readonly kind: "sort"; readonly keys: readonly EsqlSortKey[] }
  | { readonly kind: "limit"; readonly count: number }
  | { readonly kind: "mvExpand"; readonly column: string }
  | {
      readonly kind: "dissect";
      readonly input: EsqlExpr;
      readonly pattern: string;
      readonly separator: string;
      readonly outputs: readonly string[];
    }
  | { readonly kind: "grok"; readonly input: EsqlExpr; readonly patterns: readonly string[]; readonly outputs: readonly EsqlColumn[] }
  | {
      readonly kind: "enrich";
      readonly policy: string;
      readonly on: string;
      readonly fields: readonly { readonly name: string; readonly from: string }[];
    }
  | { readonly kind: "lookupJoin"; readonly index: string; readonly on: readonly string[] }
  | { readonly kind: "changePoint"; readonly value: string; readonly key: string; readonly typeName: string; readonly pvalueName: string };

export type EsqlCommandKind = EsqlCommand["kind"];

export interface EsqlProjection {
  readonly name: string;
  /** `name` has `*` in it. */
  readonly pattern: boolean;
}

/** `value` is an expression over the results of `calls`, which it reads as columns by their `id`, and over the keys. */
export interface EsqlAggregation {
  readonly name: string;
  readonly value: EsqlExpr;
  readonly calls: readonly EsqlAggregateCall[];
}

export interface EsqlAggregateCall {
  /** A column name that no query can write. */
  readonly id: string;
  /** An aggregate of `functions/esql/`. */
  readonly name: string;
  readonly args: readonly EsqlExpr[];
  readonly where?: EsqlExpr;
  readonly type: EsqlType;
  readonly at?: Span;
}

export interface EsqlSortKey {
  readonly value: EsqlExpr;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}
