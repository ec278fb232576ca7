import type { IndicatorMatcher } from "../operators/indicator-match.ts";
import type { Arena } from "./arena.ts";
import type { CellRuns } from "./cell-runs.ts";
import type { CountedRuns } from "./counted-runs.ts";
import type { RuleSet } from "./compile-rules.ts";
import type { Emitter, ExceptionSink } from "./emitter.ts";
import type { HitRuns } from "./hit-runs.ts";
import type { Ordinals } from "./ordinals.ts";
import type { Journal } from "./state/journal.ts";
import type { EngineStats } from "./stats.ts";
import type { TimeReaders } from "./time-readers.ts";

/** What the loop is made of. */
export interface LoopParts {
  readonly rules: RuleSet;
  readonly times: TimeReaders;
  readonly arena: Arena;
  readonly emitter: Emitter;
  readonly onExcepted: ExceptionSink | undefined;
  readonly ordinals: Ordinals;
  readonly journal: Journal;
  readonly stats: EngineStats;
  /** Milliseconds; `batch` where the input has an end. */
  readonly lateness: "batch" | number;
  readonly timer: (() => number) | undefined;
  /** Where waiting hits go past a bound; without it they stay in memory. */
  readonly runs: HitRuns | undefined;
  /** Hits that wait are found again by pushing their events once more. */
  readonly replays: boolean;
  /** Likewise the cells of machine learning jobs. */
  readonly cellRuns: CellRuns | undefined;
  /** Keeps what is counted for them of lines. */
  readonly countedRuns: CountedRuns;
  /** Live: hits that may wait. */
  readonly maxWaiting: number | undefined;
  /** By rule number: what finds the indicators an event matches. */
  readonly indicators: ReadonlyMap<number, IndicatorMatcher>;
}
