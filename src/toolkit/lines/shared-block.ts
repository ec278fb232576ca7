import type { FilePart } from "../../event/line-block.ts";
import type { Findings } from "../../engine/lines/findings.ts";
import type { EsqlFailureCount } from "../../matcher/esql/tally.ts";
import type { Counted } from "../../matcher/lines/counted.ts";

/** A block of lines that any thread may judge. */
export interface SharedBlock {
  /** From 1; of all blocks in the order of the input. */
  readonly number: number;
  /** Its lines are the first `length` bytes; or they are in a file. */
  readonly memory: SharedArrayBuffer | undefined;
  readonly part: SharedPart | undefined;
  readonly length: number;
  /** One word: see `claim.ts`. */
  readonly owner: SharedArrayBuffer;
}

/** A part of a file that every thread can read. */
export interface SharedPart extends FilePart {
  readonly path: string;
}

/** What came of a block. */
export interface JudgedBlock {
  readonly number: number;
  readonly findings: Findings;
  /** Evaluations that failed in it. */
  readonly failures: readonly EsqlFailureCount[];
}

/** What threads are told: of a block, or that no more will come. */
export type ToThread = SharedBlock | "end";

/** What threads tell: of a block, or the last that they tell; and what they have counted for machine learning jobs since they told last. */
export interface FromThread {
  readonly block?: JudgedBlock;
  /** Milliseconds by predicate. */
  readonly costs?: Float64Array | undefined;
  readonly counted: readonly Counted[];
}
