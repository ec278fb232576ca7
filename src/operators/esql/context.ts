import type { EsqlValue } from "../../functions/esql/value.ts";
import { compileEsql } from "../../matcher/esql/expression.ts";
import type { EsqlRun, Evaluate } from "../../matcher/esql/scope.ts";
import { compilePredicate, createRecord } from "../../matcher/compile.ts";
import type { EsqlCommand, EsqlExpr } from "../../plan/esql.ts";
import { type Layout, slotOf } from "./layout.ts";
import type { LocalTable } from "./local-table.ts";
import type { Row, RowSink } from "./row.ts";

/** What was given up on while a query ran; what was given up is null or left out. */
export interface EsqlCounts {
  /** Texts that GROK took too many steps for. */
  grok: number;
  /** Rows that a command which must hold rows could not hold. */
  rows: number;
  /** Rows of groups that STATS could not hold. */
  groups: number;
}

export const newCounts = (): EsqlCounts => ({ grok: 0, rows: 0, groups: 0 });

/** Bounds of what one query holds. */
export interface EsqlLimits {
  /** Rows that SORT, INLINE STATS and the like hold. */
  readonly rows: number;
  /** Groups of one STATS. */
  readonly groups: number;
}

export const ESQL_LIMITS: EsqlLimits = { rows: 5_000_000, groups: 2_000_000 };

/** What all commands of a pipeline share. */
export interface EsqlContext {
  readonly run: EsqlRun;
  readonly counts: EsqlCounts;
  readonly limits: EsqlLimits;
  /** Lookup indices by name. */
  readonly lookups: ReadonlyMap<string, LocalTable>;
  /** Enrich policies by name. */
  readonly policies: ReadonlyMap<string, LocalTable>;
}

/** A command made ready: its columns, and how it stands before another. */
export interface CompiledCommand {
  readonly layout: Layout;
  connect(next: RowSink): RowSink;
}

export type EsqlCommandOf<Kind extends EsqlCommand["kind"]> = Extract<EsqlCommand, { readonly kind: Kind }>;

/** @param limit rows that are asked of the command at the most; undefined: all */
export type CompileCommand<Kind extends EsqlCommand["kind"]> = (
  command: EsqlCommandOf<Kind>,
  layout: Layout,
  context: EsqlContext,
  limit?: number,
) => CompiledCommand;

/** Compiles an expression over the rows of a layout. */
export function compileOver(expression: EsqlExpr, layout: Layout, { run }: EsqlContext): Evaluate<Row> {
  return compileEsql<Row>(expression, {
    run,
    column: ({ name }) => columnReader(layout, name),
    search: (predicate) => {
      const test = compilePredicate(predicate);
      return (row) => row.source !== undefined && test(createRecord(row.source, run.now));
    },
  });
}

export function columnReader(layout: Layout, name: string): (row: Row) => EsqlValue {
  const { index } = slotOf(layout, name);
  return (row) => row.values[index] ?? null;
}
