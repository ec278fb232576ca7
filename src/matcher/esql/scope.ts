import type { EsqlValue } from "../../functions/esql/value.ts";
import type { EsqlColumnRef, EsqlExpr } from "../../plan/esql.ts";
import type { Predicate } from "../../plan/predicate.ts";

/** A compiled expression over one frame: a row, or the event at hand. */
export type Evaluate<Frame> = (frame: Frame) => EsqlValue;

/** An evaluation that failed, and what stands in for its result. */
export interface EsqlFailure {
  readonly expression: EsqlExpr;
  /** As Elasticsearch words it: `java.lang.ArithmeticException: / by zero`. */
  readonly exception: string;
  readonly as: "null" | "false";
}

/** What the expressions of one query share while they run; whoever runs them sets it. */
export interface EsqlRun {
  /** What `now()` gives, epoch milliseconds. */
  now: number;
  /** Told of every failure. Absent: nobody asks. */
  warn?: ((failure: EsqlFailure) => void) | undefined;
}

/** Where an expression gets its values from. */
export interface EsqlScope<Frame> {
  readonly run: EsqlRun;
  column(ref: EsqlColumnRef): Evaluate<Frame>;
  /** The same for who takes one value alone: of several, which costs less to tell, any list may stand. Absent: {@link column}. */
  one?(ref: EsqlColumnRef): Evaluate<Frame>;
  /** KQL() and the like: a test of the document that the frame came of. */
  search(predicate: Predicate): (frame: Frame) => boolean;
}

export const MULTI_VALUE = "java.lang.IllegalArgumentException: single-value function encountered multi-value";
