import type { JsonObject } from "../event/json.ts";
import type { SequenceTrace } from "./sequence-trace.ts";

/** An event as the caller hands it over. `Ref` is its handle for it: state holds that and the time, never the document. */
export interface OperatorEvent<Ref> {
  readonly ref: Ref;
  /** Order time in epoch milliseconds. */
  readonly time: number;
  readonly document: JsonObject;
}

/** Whether the event of the moment matches a stage; `until` is numbered one past the last stage. */
export type StageHits = (stage: number) => boolean;

export interface CompletedSequence<Ref> {
  readonly key: readonly (string | null)[];
  /** One a stage of the plan; null where an event is missing as it should be. */
  readonly events: readonly (Ref | null)[];
  /** Order times of the first and the last event. */
  readonly start: number;
  readonly end: number;
}

/** Bounds of what is kept. What goes beyond is given up, stalest first, and counted in {@link SequenceStats.evicted}. */
export interface SequenceLimits {
  readonly keys: number;
  /** Complete sequences of one key that wait for a trailing absence. */
  readonly pendingPerKey: number;
}

export const SEQUENCE_LIMITS: SequenceLimits = { keys: 100_000, pendingPerKey: 1_000 };

export interface SequenceOptions<Ref> {
  /** Longest time from the first to the last event where the plan has no maxspan, in milliseconds. Default: no bound. */
  readonly bound?: number | undefined;
  readonly limits?: Partial<SequenceLimits>;
  /** Reference counts: one `retain` for each place in state. Completed sequences hand theirs over to the caller. */
  readonly hold?: { retain(ref: Ref): void; release(ref: Ref): void };
  readonly trace?: SequenceTrace<Ref>;
}

/** Counts since creation. */
export interface SequenceStats {
  /** Events that entered state. */
  contributed: number;
  completed: number;
  /** Trailing absences still open when a scan ended. */
  open: number;
  /** Candidates and waiting sequences given up at a limit. */
  evicted: number;
  /** Key tuples dropped past `MAX_KEY_TUPLES`. */
  tuplesCapped: number;
}

/** `search`: absences are judged with the data there is, as Elasticsearch does. `scan`: one still open does not complete. */
export type FinishMode = "search" | "scan";
