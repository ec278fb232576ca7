import type { JsonObject } from "../../event/json.ts";
import type { EsqlFailure, EsqlRun } from "../../matcher/esql/scope.ts";
import type { EsqlColumn, EsqlCommand, EsqlOp } from "../../plan/esql.ts";
import { cellOf, type EsqlCell } from "./cell.ts";
import { type EsqlContext, type EsqlCounts, type EsqlLimits, ESQL_LIMITS, newCounts } from "./context.ts";
import type { LocalTable } from "./local-table.ts";
import { namesAfter } from "./names.ts";
import { type OpenColumn, openColumns } from "./open-columns.ts";
import { compilePipeline, type Pipeline } from "./pipeline.ts";
import { copyRow, type Row } from "./row.ts";
import { compileFrom, compileRow, type RowSource } from "./source.ts";

/** A row of results, by column. */
export type EsqlCells = readonly EsqlCell[];

export interface EsqlRows {
  readonly columns: readonly EsqlColumn[];
  readonly rows: readonly EsqlCells[];
}

export interface EsqlQueryOptions {
  readonly lookups?: ReadonlyMap<string, LocalTable>;
  readonly policies?: ReadonlyMap<string, LocalTable>;
  readonly limits?: Partial<EsqlLimits>;
}

/** One run of a query over documents that come one by one. */
export interface EsqlSearch {
  /** Takes a document that passed the source's condition; false: it needs no more. */
  push(document: JsonObject): boolean;
  finish(): EsqlRows;
}

/** A query made ready once, to be run over documents. */
export interface EsqlQuery {
  readonly counts: EsqlCounts;
  /**
   * Begins a run; one at a time.
   * @param now what `now()` gives, epoch milliseconds
   * @param tap told of each row that comes out of a command, by its number
   */
  search(now: number, warn?: (failure: EsqlFailure) => void, tap?: (command: number) => void): EsqlSearch;
}

/** @throws where a command is not run in this version, or the plan is not what lowering may produce */
export function compileEsqlQuery(op: EsqlOp, options: EsqlQueryOptions = {}): EsqlQuery {
  const run: EsqlRun = { now: Number.NaN };
  const context = createContext(run, options);
  const source = op.source.kind === "row" ? compileRow(op.source, context) : compileFrom(op.source);
  const pipeline = compilePipeline(op.commands, source.layout, context);
  return {
    counts: context.counts,
    search: (now, warn, tap) => {
      run.now = now;
      run.warn = warn;
      return begin(op, source, pipeline, tap);
    },
  };
}

export const createContext = (run: EsqlRun, { lookups, policies, limits }: EsqlQueryOptions = {}): EsqlContext => ({
  run,
  counts: newCounts(),
  limits: { ...ESQL_LIMITS, ...limits },
  lookups: lookups ?? new Map(),
  policies: policies ?? new Map(),
});

function begin(op: EsqlOp, source: RowSource, pipeline: Pipeline, tap: ((command: number) => void) | undefined): EsqlSearch {
  const results: Row[] = [];
  const sink = pipeline.connect({ push: (row) => void results.push(copyRow(row)), end: () => undefined, full: () => false }, tap);
  const row = source.create();
  return {
    push: (document) => {
      source.fill(row, document);
      sink.push(row);
      return !sink.full();
    },
    finish: () => {
      if (op.source.kind === "row") {
        source.fill(row, undefined);
        sink.push(row);
      }
      sink.end();
      return shape(op.commands, source, pipeline, results);
    },
  };
}

type ReadCell = (row: Row) => EsqlCell;

function shape(commands: readonly EsqlCommand[], source: RowSource, { layout }: Pipeline, results: readonly Row[]): EsqlRows {
  const open = layout.open ? openOf(commands, source, results) : undefined;
  const names = open?.names ?? [...layout.columns.keys()];
  const columns: EsqlColumn[] = [];
  const readers: ReadCell[] = [];
  for (const name of names) {
    const slot = layout.columns.get(name);
    const extra = open?.columns.get(name);
    if (slot) {
      columns.push({ name, type: slot.type });
      readers.push((row) => cellOf(row.values[slot.index] ?? null, slot.type));
    } else if (extra) {
      columns.push({ name, type: extra.type });
      readers.push((row) => (row.source ? cellOf(extra.read(row.source), extra.type) : null));
    }
  }
  return { columns, rows: results.map((row) => readers.map((read) => read(row))) };
}

/** The columns that only the documents have take the places that they would have had, had they been known. */
function openOf(
  commands: readonly EsqlCommand[],
  source: RowSource,
  results: readonly Row[],
): { readonly names: readonly string[]; readonly columns: ReadonlyMap<string, OpenColumn> } {
  const known = [...source.layout.columns.keys()];
  const isKnown = new Set(known);
  const found = openColumns(
    results.flatMap(({ source: document }) => (document ? [document] : [])),
    (name) => isKnown.has(name),
  );
  const fields = known.filter((name) => !name.startsWith("_"));
  const metadata = known.filter((name) => name.startsWith("_"));
  const all = [...fields, ...found.map(({ name }) => name)].sort();
  const names = commands.reduce<readonly string[]>(namesAfter, [...all, ...metadata]);
  return { names, columns: new Map(found.map((column) => [column.name, column])) };
}
