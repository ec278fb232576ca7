import type { EsqlQueryOptions } from "./query.ts";
import type { EsqlCell } from "./cell.ts";
import type { Hold, WindowStats } from "../window.ts";

/** A row that a windowed query gives at a slot. */
export interface EsqlCandidate<Ref> {
  readonly slot: number;
  /** The event it came of; undefined for a row of several events. */
  readonly event: Ref | undefined;
  /** Window time of that event, or the end of the window; epoch milliseconds. */
  readonly time: number;
  /** Its place among the rows of the slot, from 0. */
  readonly row: number;
  /** The columns that it has a value in. */
  readonly columns: Readonly<Record<string, Exclude<EsqlCell, null>>>;
  /** What tells apart the rows of one event; empty where it can have one alone. */
  readonly expanded: string;
  /** The rules that its events came of, where they were alerts. */
  readonly lineage: readonly string[];
}

/** Bounds of what is kept of one rule. What goes beyond is given up, the stalest first, and counted. */
export interface EsqlWindowLimits {
  /** Groups of the first STATS. */
  readonly groups: number;
  /** Partial aggregates: groups, for each stretch of time that the windows tell apart. */
  readonly parts: number;
  /** Rows that are kept, where the query needs all of a window's. */
  readonly rows: number;
}

export const ESQL_WINDOW_LIMITS: EsqlWindowLimits = { groups: 200_000, parts: 500_000, rows: 200_000 };

/** What a window came to at a slot: how many rows came out of each command that runs over it. */
export interface EsqlWindowTrace {
  readonly slot: number;
  /** Groups or rows that went in. */
  readonly held: number;
  /** By command of the window's part, in order. */
  readonly rows: readonly number[];
}

export interface EsqlWindowOptions<Ref> {
  readonly limits?: Partial<EsqlWindowLimits>;
  /** Local data that the query joins with. */
  readonly data?: EsqlQueryOptions;
  readonly hold?: Hold<Ref>;
  readonly trace?: (judged: EsqlWindowTrace) => void;
}

export interface EsqlWindowStats extends WindowStats {
  /** Rows given up at the limit of rows. */
  rowsEvicted: number;
}
