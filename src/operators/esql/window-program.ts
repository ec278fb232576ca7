import type { EsqlFrom, EsqlOp } from "../../plan/esql.ts";
import { type Aggregation, compileAggregation } from "./aggregation.ts";
import type { EsqlContext } from "./context.ts";
import { withColumn } from "./layout.ts";
import type { EsqlPhases } from "./phases.ts";
import { compilePipeline, type Pipeline } from "./pipeline.ts";
import { compileResultColumns, type ResultColumns } from "./result-columns.ts";
import { compileFrom, type RowSource } from "./source.ts";

/** A column that no query can write: which kept row a row came of. */
const PLACE = "\u0000place";

/** The commands of a windowed query, ready to run. */
export interface WindowProgram {
  readonly source: RowSource;
  /** What goes event by event. */
  readonly events: Pipeline;
  /** The STATS that the window's part begins with, where it is kept in parts. */
  readonly aggregation: Aggregation | undefined;
  /** What runs over the window as a whole. */
  readonly tail: Pipeline;
  readonly columns: ResultColumns;
  /** Where a row says which kept row it came of. */
  readonly place: number;
}

export function compileWindow(op: EsqlOp, each: "event" | "row", phases: EsqlPhases, context: EsqlContext): WindowProgram {
  const source = compileFrom(op.source as EsqlFrom);
  const [placed, { index: place }] = withColumn(source.layout, PLACE, "long");
  const events = compilePipeline(phases.events, placed, context);
  const [first, ...others] = phases.window;
  const stats = phases.rest === "groups" && first?.kind === "stats" ? first : undefined;
  const aggregation = stats && compileAggregation(stats.aggregates, stats.keys, events.layout, context);
  const tail = compilePipeline(stats ? others : phases.window, aggregation?.layout ?? events.layout, context);
  return { source, events, aggregation, tail, columns: compileResultColumns(tail.layout, each), place };
}
