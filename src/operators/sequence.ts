import type { SequenceOp } from "../plan/plan.ts";
import { Deadlines } from "./deadlines.ts";
import type { KeyTuple } from "./keys.ts";
import { KeyStore } from "./key-store.ts";
import { closeGap, judgeAbsences, leadBefore, noteIntruder, noteLead } from "./sequence-absence.ts";
import { type AbsencePlace, layoutSequence, type SequenceLayout } from "./sequence-layout.ts";
import {
  type Candidate,
  createState,
  endOf,
  type Held,
  isIdle,
  openCandidate,
  type Pending,
  type SequenceState,
  startOf,
} from "./sequence-state.ts";
import type {
  CompletedSequence,
  FinishMode,
  OperatorEvent,
  SequenceLimits,
  SequenceOptions,
  SequenceStats,
  StageHits,
} from "./sequence-types.ts";
import { SEQUENCE_LIMITS } from "./sequence-types.ts";
import type { Death } from "./sequence-trace.ts";
import { compileStageKeys, type KeysOfStages, type TuplesOfStage } from "./stage-keys.ts";

/**
 * EQL's sequences, event by event, with Elasticsearch's semantics: per key tuple, an event goes on with the latest
 * candidate of the stage before, which takes the place of all older ones. Events must be pushed in the order of
 * `compareOrder` and position; no two are equal in it. Nothing here throws on data.
 */
export class SequenceOperator<Ref> {
  readonly stats: SequenceStats = { contributed: 0, completed: 0, open: 0, evicted: 0, tuplesCapped: 0 };
  readonly #layout: SequenceLayout;
  readonly #horizon: number;
  readonly #limits: SequenceLimits;
  readonly #options: SequenceOptions<Ref>;
  readonly #store: KeyStore<SequenceState<Ref>>;
  readonly #deadlines = new Deadlines<{ readonly id: string; readonly pending: Pending<Ref> }>();
  readonly #keys: KeysOfStages;
  #completed: CompletedSequence<Ref>[] = [];
  #clock = Number.NEGATIVE_INFINITY;

  constructor(op: SequenceOp, options: SequenceOptions<Ref> = {}) {
    this.#options = options;
    this.#layout = layoutSequence(op);
    this.#horizon = op.maxspan ?? options.bound ?? Number.POSITIVE_INFINITY;
    this.#limits = { ...SEQUENCE_LIMITS, ...options.limits };
    this.#store = new KeyStore(this.#limits.keys, (state) => this.#giveUp(state));
    const onCapped = (dropped: number): void => {
      this.stats.tuplesCapped += dropped;
    };
    this.#keys = compileStageKeys(op.until ? [...op.stages, op.until] : op.stages, { dates: "iso", onCapped });
  }

  /** Keys in state. */
  get size(): number {
    return this.#store.size;
  }

  /** Takes the next event; gives the sequences that are complete now, those of one event in order of key. */
  push(event: OperatorEvent<Ref>, hits: StageHits): readonly CompletedSequence<Ref>[] {
    this.#settle(event.time, false);
    const { positives, absences, until, untilStage } = this.#layout;
    const held = { ref: event.ref, time: event.time };
    const tuples = this.#keys(event.document);
    let contributed = false;
    // Later stages first: an event never follows itself.
    for (let n = positives.length - 1; n >= 0; n--) {
      const stage = positives[n] as number;
      if (!hits(stage)) continue;
      for (const tuple of this.#tuples(tuples, stage, held)) contributed = this.#match(n, stage, tuple, held) || contributed;
    }
    for (const { stage, place } of absences) {
      if (!hits(stage)) continue;
      for (const tuple of this.#tuples(tuples, stage, held)) contributed = this.#absence(place, tuple, held) || contributed;
    }
    if (until && hits(untilStage)) {
      for (const tuple of this.#tuples(tuples, untilStage, held)) this.#until(tuple, held);
    }
    if (contributed) this.stats.contributed++;
    this.#expire(event.time);
    return this.#drain();
  }

  /** Every event earlier than `time` has been pushed: drops what can no longer complete, settles what has waited long enough. */
  advance(time: number): readonly CompletedSequence<Ref>[] {
    this.#settle(time, false);
    this.#expire(time);
    return this.#drain();
  }

  /** The input has ended; nothing may be pushed after. */
  finish(mode: FinishMode): readonly CompletedSequence<Ref>[] {
    this.#settle(Number.POSITIVE_INFINITY, mode === "scan");
    this.#store.expire(Number.POSITIVE_INFINITY, (state) => this.#mournAll(state, "no_next_event", this.#clock));
    return this.#drain();
  }

  /** Drains the keys whose state changed: serialise each before the next event. Undefined: the key is gone. */
  changes(): readonly (readonly [key: string, state: SequenceState<Ref> | undefined])[] {
    return this.#store.changes();
  }

  /** Takes over what `changes` of an operator of the same plan gave, the last state of each key. */
  restore(entries: Iterable<readonly [key: string, state: SequenceState<Ref>]>): void {
    const states = [...entries];
    this.#store.restore(states);
    for (const [id, state] of states) {
      this.#clock = Math.max(this.#clock, state.touched);
      for (const pending of state.pending) this.#deadlines.add(pending.deadline, { id, pending });
    }
  }

  #drain(): readonly CompletedSequence<Ref>[] {
    if (this.#completed.length === 0) return NOTHING;
    const completed = this.#completed;
    this.#completed = [];
    return completed;
  }

  /** Drops the keys that nothing has changed for longer than a sequence may last: nothing in them can complete. */
  #expire(time: number): void {
    if (time <= this.#clock) return;
    this.#clock = time;
    this.#store.expire(time - this.#horizon, (state) => this.#mournAll(state, "maxspan", time));
  }

  #tuples(tuples: TuplesOfStage, stage: number, event: Held<Ref>): readonly KeyTuple[] {
    const found = tuples(stage);
    if (found.length === 0) this.#options.trace?.({ kind: "no_key", stage, event: event.ref, time: event.time });
    return found;
  }

  /** The event matches the positive stage number `n`. True if it was kept. */
  #match(n: number, stage: number, tuple: KeyTuple, event: Held<Ref>): boolean {
    const state = this.#store.get(tuple.id);
    const candidate = n === 0 ? openCandidate(event, leadBefore(state, event.time)) : this.#follow(n, state, tuple, event);
    if (candidate === undefined) return false;
    this.#options.hold?.retain(event.ref);
    const { trace } = this.#options;
    trace?.({ kind: "reached", stage, key: tuple.values, event: event.ref, time: event.time, events: refs(candidate) });
    const last = n === this.#layout.positives.length - 1;
    const owner = state ?? createState<Ref>(tuple.values, this.#layout.positives.length - 1);
    if (last) this.#judge(tuple, owner, candidate, event.time);
    else this.#place(n, tuple, owner, candidate, event);
    return true;
  }

  /** Takes the candidate that waits at stage `n - 1` and adds the event to it, unless there is none or it is too late. */
  #follow(n: number, state: SequenceState<Ref> | undefined, tuple: KeyTuple, event: Held<Ref>): Candidate<Ref> | undefined {
    const candidate = state?.slots[n - 1];
    if (!state || !candidate) {
      const stage = this.#layout.positives[n] as number;
      this.#options.trace?.({ kind: "no_candidate", stage, key: tuple.values, event: event.ref, time: event.time });
      return undefined;
    }
    state.slots[n - 1] = null;
    if (event.time - startOf(candidate) > this.#horizon) {
      this.#mourn(state, candidate, "maxspan", event.time, event);
      this.#tidy(tuple.id, state);
      return undefined;
    }
    closeGap(candidate, event.time);
    candidate.events.push(event);
    return candidate;
  }

  #place(n: number, tuple: KeyTuple, state: SequenceState<Ref>, candidate: Candidate<Ref>, event: Held<Ref>): void {
    const older = state.slots[n];
    if (older) this.#mourn(state, older, "displaced", event.time, event);
    state.slots[n] = candidate;
    this.#store.touch(tuple.id, state, event.time);
  }

  /** The candidate has all its events. */
  #judge(tuple: KeyTuple, state: SequenceState<Ref>, candidate: Candidate<Ref>, time: number): void {
    const verdict = judgeAbsences(candidate, this.#layout, this.#horizon);
    if (verdict.kind === "complete") this.#complete(state, candidate);
    else if (verdict.kind === "violated") this.#mourn(state, candidate, "missing_event", time, verdict.by);
    else this.#wait(tuple.id, state, { candidate, after: endOf(candidate), deadline: verdict.deadline });
    this.#tidy(tuple.id, state);
  }

  #wait(id: string, state: SequenceState<Ref>, pending: Pending<Ref>): void {
    state.pending.push(pending);
    this.#deadlines.add(pending.deadline, { id, pending });
    const { candidate, deadline, after } = pending;
    this.#options.trace?.({ kind: "waiting", key: state.key, events: refs(candidate), deadline });
    this.#store.touch(id, state, after);
    if (state.pending.length <= this.#limits.pendingPerKey) return;
    this.stats.evicted++;
    this.#mourn(state, (state.pending.shift() as Pending<Ref>).candidate, "limit", after);
  }

  #complete(state: SequenceState<Ref>, candidate: Candidate<Ref>): void {
    const events: (Ref | null)[] = this.#layout.stages.map(() => null);
    this.#layout.positives.forEach((stage, n) => {
      events[stage] = (candidate.events[n] as Held<Ref>).ref;
    });
    const end = endOf(candidate);
    this.stats.completed++;
    this.#options.trace?.({ kind: "completed", key: state.key, events: refs(candidate), time: end });
    this.#completed.push({ key: state.key, events, start: startOf(candidate), end });
  }

  /** The event matches a stage that must be missing. True if it was kept. */
  #absence(place: AbsencePlace, tuple: KeyTuple, event: Held<Ref>): boolean {
    const state = this.#store.get(tuple.id);
    if (place.kind === "leading") {
      const owner = state ?? createState<Ref>(tuple.values, this.#layout.positives.length - 1);
      noteLead(owner, event);
      this.#store.touch(tuple.id, owner, event.time);
      return true;
    }
    if (!state) return false;
    if (place.kind === "trailing") {
      this.#undo(tuple.id, state, event);
      return false;
    }
    const candidate = state.slots[place.after];
    if (!candidate || !noteIntruder(candidate, event)) return false;
    this.#store.mark(tuple.id);
    return true;
  }

  /** An event of a trailing absence: waiting sequences whose window it falls in come to nothing. */
  #undo(id: string, state: SequenceState<Ref>, event: Held<Ref>): void {
    for (let i = state.pending.length - 1; i >= 0; i--) {
      const { candidate, after, deadline } = state.pending[i] as Pending<Ref>;
      if (event.time <= after || event.time > deadline) continue;
      state.pending.splice(i, 1);
      this.#mourn(state, candidate, "missing_event", event.time, event);
    }
    this.#tidy(id, state);
  }

  /** Ends every candidate of the key: their last events are not after this one, and what would follow is. */
  #until(tuple: KeyTuple, event: Held<Ref>): void {
    const state = this.#store.get(tuple.id);
    if (!state) return;
    for (let n = 0; n < state.slots.length; n++) {
      const candidate = state.slots[n];
      if (candidate) this.#mourn(state, candidate, "until", event.time, event);
      state.slots[n] = null;
    }
    this.#tidy(tuple.id, state);
  }

  /** Waiting sequences whose deadline lies before `time`: complete, or open if the input ended before it. */
  #settle(time: number, open: boolean): void {
    for (let due = this.#deadlines.take(time); due; due = this.#deadlines.take(time)) {
      const state = this.#store.get(due.id);
      const at = state ? state.pending.indexOf(due.pending) : -1;
      if (!state || at < 0) continue;
      state.pending.splice(at, 1);
      if (open) {
        this.stats.open++;
        this.#mourn(state, due.pending.candidate, "open", this.#clock);
      } else this.#complete(state, due.pending.candidate);
      this.#tidy(due.id, state);
    }
  }

  /** The key's state has changed: forgets the key once nothing is left of it. */
  #tidy(id: string, state: SequenceState<Ref>): void {
    if (isIdle(state)) this.#store.delete(id);
    else this.#store.mark(id);
  }

  #giveUp(state: SequenceState<Ref>): void {
    this.stats.evicted += state.pending.length + state.slots.filter((slot) => slot !== null).length;
    this.#mournAll(state, "limit", this.#clock);
  }

  #mournAll(state: SequenceState<Ref>, death: Death, time: number): void {
    for (const candidate of state.slots) {
      if (!candidate) continue;
      const late = death === "no_next_event" && time - startOf(candidate) > this.#horizon;
      this.#mourn(state, candidate, late ? "maxspan" : death, time);
    }
    for (const { candidate } of state.pending) this.#mourn(state, candidate, death, time);
  }

  #mourn(state: SequenceState<Ref>, candidate: Candidate<Ref>, death: Death, time: number, by?: Held<Ref>): void {
    const { hold, trace } = this.#options;
    if (hold) for (const { ref } of candidate.events) hold.release(ref);
    if (!trace) return;
    const stage = this.#layout.positives[candidate.events.length - 1] as number;
    trace({ kind: "died", death, stage, key: state.key, events: refs(candidate), time, ...(by && { by: by.ref }) });
  }
}

const NOTHING: readonly never[] = Object.freeze([]);

const refs = <Ref>(candidate: Candidate<Ref>): readonly Ref[] => candidate.events.map(({ ref }) => ref);
