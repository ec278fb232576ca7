import type { JsonObject } from "../../event/json.ts";
import type { EsqlRun } from "../../matcher/esql/scope.ts";
import type { EsqlFrom, EsqlOp } from "../../plan/esql.ts";
import type { EsqlContext, EsqlCounts } from "./context.ts";
import { compilePipeline } from "./pipeline.ts";
import { createContext, type EsqlQueryOptions } from "./query.ts";
import { compileResultColumns } from "./result-columns.ts";
import type { EsqlCell } from "./cell.ts";
import type { Row } from "./row.ts";
import { compileFrom } from "./source.ts";

/** A row that an event gives by itself. */
export interface EventRow {
  readonly columns: Readonly<Record<string, Exclude<EsqlCell, null>>>;
  /** What tells apart the rows of one event. */
  readonly identity: string;
}

/** A query that goes event by event: no command needs another event, or the clock. */
export interface EventQuery {
  readonly run: EsqlRun;
  readonly counts: EsqlCounts;
  /** The rows of an event that passed the source's condition; several where MV_EXPAND makes them. */
  rows(document: JsonObject): readonly EventRow[];
}

/** The query's commands are made ready when its first event comes: most queries of many rules never see one. */
export function compileEventQuery(op: EsqlOp, data?: EsqlQueryOptions): EventQuery {
  const run: EsqlRun = { now: Number.NaN };
  const context = createContext(run, data);
  let rows: EventQuery["rows"] | undefined;
  return { run, counts: context.counts, rows: (document) => (rows ??= compileRows(op, context))(document) };
}

function compileRows(op: EsqlOp, context: EsqlContext): EventQuery["rows"] {
  const source = compileFrom(op.source as EsqlFrom);
  const pipeline = compilePipeline(op.commands, source.layout, context);
  const columns = compileResultColumns(pipeline.layout, "event");
  let found: EventRow[] = [];
  const take = (row: Row): void => void found.push({ columns: columns.read(row), identity: columns.identify(row) });
  const sink = pipeline.connect({ push: take, end: () => undefined, full: () => false });
  const row = source.create();
  return (document) => {
    found = [];
    source.fill(row, document);
    sink.push(row);
    return found;
  };
}
