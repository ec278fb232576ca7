import type { JsonObject } from "../event/json.ts";

/** When a windowed rule is judged, and over what: at each slot (a multiple of `interval`) over `[slot + from, slot + to]`, both ends included. */
export interface RuleWindow {
  /** Milliseconds. */
  readonly interval: number;
  /** Milliseconds from the slot, usually negative: `now-9m` is -540000. */
  readonly from: number;
  /** Milliseconds from the slot; `now` is 0. */
  readonly to: number;
}

/** An event that passed a windowed rule's query. `Ref` is the caller's handle: state holds that, never the document. */
export interface WindowEvent<Ref> {
  readonly ref: Ref;
  /** Window time in epoch milliseconds (`timestamp_override`, else `@timestamp`). */
  readonly time: number;
  readonly document: JsonObject;
  /** Of an alert read as an event: the rules it came of. What is made of several events came of the rules of all of them. */
  readonly lineage?: ReadonlySet<string> | undefined;
}

/**
 * A rule type that is judged slot by slot. Events come in order of window time (then position). A slot is judged when
 * time has passed the end of its window, and only if an event entered or left its window since the slot before.
 */
export interface WindowOperator<Ref, Candidate> {
  /** Takes the next event; first judges the slots whose windows end before it. */
  push(event: WindowEvent<Ref>): readonly Candidate[];
  /** Every event with a window time before `time` is in: judges the slots whose windows end before it. */
  advance(time: number): readonly Candidate[];
  /** The input has ended: judges the remaining slots. */
  finish(): readonly Candidate[];
  /** Drains the keys whose state changed since the last call; undefined: the key is gone. */
  changes(): readonly (readonly [key: string, state: unknown])[];
  /** Takes over what `changes` of an operator of the same plan gave, the last state of each key. */
  restore(entries: Iterable<readonly [key: string, state: unknown]>): void;
  readonly stats: WindowStats;
}

export interface WindowStats {
  /** Events that entered state. */
  contributed: number;
  /** What was given up at a named limit. */
  evicted: number;
}

/** Reference counts of events in state, kept by the caller. */
export interface Hold<Ref> {
  retain(ref: Ref): void;
  release(ref: Ref): void;
}
