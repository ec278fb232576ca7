import { evaluateDateMath } from "../event/date-math.ts";
import type { NewTermsOp } from "../plan/rule-plan.ts";
import { compareTuples, compileKeys, type KeyReader, type KeyTuple } from "./keys.ts";
import { KeyStore } from "./key-store.ts";
import { loadTerms, type OpenTerms, type SavedTerms, saveTerms, type Sighting, type TermsState } from "./new-terms-state.ts";
import {
  NEW_TERMS_LIMITS,
  type NewTermsCandidate,
  type NewTermsOptions,
  type NewTermsStats,
  type NewTermsTrace,
} from "./new-terms-types.ts";
import { SlotSweep } from "./slot-sweep.ts";
import { entersAt } from "./slots.ts";
import { shownValues } from "./tuple-state.ts";
import type { RuleWindow, WindowEvent, WindowOperator } from "./window.ts";

/**
 * New-terms rules as Kibana runs them: at a slot, a combination of values of an event in the window is new if its first
 * occurrence in `[history, slot + to]` is later than `slot + from`. One candidate per combination and source event, the
 * oldest in the window; one that was seen, then absent for longer than the history, is new again. Candidates of a slot
 * come in order of key.
 *
 * A combination is open while an occurrence may yet prove to be new: at a slot before that occurrence is history, its
 * latest occurrence in the history may have passed the history's begin. All others are known by their latest time alone.
 */
export class NewTermsOperator<Ref> implements WindowOperator<Ref, NewTermsCandidate<Ref>> {
  readonly stats: NewTermsStats = { contributed: 0, evicted: 0, primed: 0, tuplesCapped: 0 };
  readonly #op: NewTermsOp;
  readonly #window: RuleWindow;
  readonly #options: NewTermsOptions<Ref>;
  readonly #keys: KeyReader;
  readonly #store: KeyStore<TermsState<Ref>>;
  readonly #sweep: SlotSweep<OpenTerms<Ref>>;
  /** Begin of the history window of a slot. */
  readonly #historyOf: (slot: number) => number;
  #candidates: NewTermsCandidate<Ref>[] = [];

  constructor(op: NewTermsOp, window: RuleWindow, options: NewTermsOptions<Ref> = {}) {
    this.#op = op;
    this.#window = window;
    this.#options = options;
    const onCapped = (dropped: number): void => {
      this.stats.tuplesCapped += dropped;
    };
    this.#keys = compileKeys(
      op.fields.map((field) => ({ field, optional: false })),
      { dates: "epoch", onCapped },
    );
    this.#store = new KeyStore(options.limits?.tuples ?? NEW_TERMS_LIMITS.tuples, (state) => {
      this.stats.evicted++;
      this.#forget(state);
    });
    this.#sweep = new SlotSweep(window, (slot, open) => this.#judge(slot, open));
    this.#historyOf = compileHistory(op.history, window);
  }

  /** Combinations of values in state. */
  get size(): number {
    return this.#store.size;
  }

  push(event: WindowEvent<Ref>): readonly NewTermsCandidate<Ref>[] {
    this.#pass(event.time);
    const tuples = this.#keys(event.document);
    for (const tuple of tuples) this.#see(tuple, event);
    if (tuples.length > 0) this.stats.contributed++;
    return this.#drain();
  }

  /** Takes an event of the time before: its values are known from then on, but it never alerts. In any order, before all pushes. */
  prime(event: WindowEvent<Ref>): void {
    const tuples = this.#keys(event.document);
    for (const { id } of tuples) {
      const state = this.#store.get(id) ?? { touched: event.time, since: event.time, open: null };
      state.since = Math.min(state.since, event.time);
      this.#store.touch(id, state, Math.max(state.touched, event.time));
    }
    if (tuples.length > 0) this.stats.primed++;
  }

  advance(time: number): readonly NewTermsCandidate<Ref>[] {
    this.#pass(time);
    return this.#drain();
  }

  finish(): readonly NewTermsCandidate<Ref>[] {
    this.#sweep.pass(Number.POSITIVE_INFINITY);
    this.#store.expire(Number.POSITIVE_INFINITY, (state) => this.#forget(state));
    return this.#drain();
  }

  changes(): readonly (readonly [key: string, state: SavedTerms<Ref> | undefined])[] {
    return this.#store.changes().map(([id, state]) => [id, state && saveTerms(state)] as const);
  }

  restore(entries: Iterable<readonly [key: string, state: SavedTerms<Ref>]>): void {
    const states = Array.from(entries, ([id, saved]) => [id, loadTerms(saved, this.#op.fields)] as const);
    this.#store.restore(states);
    this.#sweep.restore(states.flatMap(([, { open }]) => open ?? []));
  }

  #drain(): readonly NewTermsCandidate<Ref>[] {
    if (this.#candidates.length === 0) return NOTHING;
    const candidates = this.#candidates;
    this.#candidates = [];
    return candidates;
  }

  /** Judges what is due, then drops what lies before the history of every later slot. */
  #pass(time: number): void {
    this.#sweep.pass(time);
    this.#store.expire(this.#historyOf(entersAt(this.#window, time)), (state) => this.#forget(state));
  }

  #forget({ open }: TermsState<Ref>): void {
    if (open) this.#release(open.sightings.splice(0));
  }

  #see(tuple: KeyTuple, event: WindowEvent<Ref>): void {
    const { time } = event;
    const until = lastBefore(this.#window, time);
    const known = this.#store.get(tuple.id);
    const state = known ?? { touched: time, since: time, open: null };
    if (known && !known.open && known.touched >= this.#historyOf(until)) {
      this.#tell("known", tuple, { time, ref: event.ref }, null, known.touched, known.since);
    } else {
      state.open ??= { due: Number.NEGATIVE_INFINITY, tuple, seen: known ? known.touched : null, sightings: [] };
      this.#note(state.open, event, until);
    }
    this.#store.touch(tuple.id, state, Math.max(state.touched, time));
  }

  #note(open: OpenTerms<Ref>, { ref, time }: WindowEvent<Ref>, until: number): void {
    const latest = open.sightings.at(-1);
    if (latest && latest.until === until) latest.last = time;
    else {
      this.#options.hold?.retain(ref);
      open.sightings.push({ until, time, ref, last: time });
    }
    this.#sweep.add(open, time);
  }

  #judge(slot: number, items: readonly OpenTerms<Ref>[]): void {
    const history = this.#historyOf(slot);
    const found: OpenTerms<Ref>[] = [];
    for (const open of items) {
      this.#settle(open, slot);
      const [first] = open.sightings;
      if (!first) this.#close(open);
      else if (open.seen === null || open.seen < history) found.push(open);
      else {
        this.#tell("old", open.tuple, first, slot, open.seen, this.#store.get(open.tuple.id)?.since ?? first.time);
        this.#sweep.again(open);
      }
    }
    found.sort((a, b) => compareTuples(a.tuple, b.tuple));
    const alerted = this.#options.maxSignals ?? found.length;
    found.forEach((open, n) => this.#alert(open, slot, n < alerted));
  }

  /** The first sighting is new. `remember`: it has its alert, so it is history for what follows. */
  #alert(open: OpenTerms<Ref>, slot: number, remember: boolean): void {
    const first = open.sightings[0] as Sighting<Ref>;
    const coverage = this.#coverageAt(slot);
    const { id } = open.tuple;
    this.#options.hold?.retain(first.ref);
    this.#candidates.push({
      slot,
      event: first.ref,
      time: first.time,
      values: shownValues(open.tuple, this.#op.fields),
      ...(coverage !== undefined && coverage < 1 && { historyCoverage: coverage }),
    });
    this.#tell("new", open.tuple, first, slot, open.seen, first.time);
    const state = this.#store.get(id);
    if (state) state.since = first.time;
    if (remember) {
      open.seen = first.last;
      this.#release(open.sightings.splice(0, 1));
      this.#settle(open, slot);
    }
    this.#store.mark(id);
    if (open.sightings.length > 0) this.#sweep.again(open);
    else this.#close(open);
  }

  /** Turns sightings into history: those that are by this slot, and those that cannot be new as long as they are not. */
  #settle(open: OpenTerms<Ref>, slot: number): void {
    const { sightings } = open;
    for (let first = sightings[0]; first; first = sightings[0]) {
      if (first.until >= slot && (open.seen === null || open.seen < this.#historyOf(first.until))) return;
      open.seen = first.last;
      this.#release(sightings.splice(0, 1));
      this.#store.mark(open.tuple.id);
    }
  }

  #close(open: OpenTerms<Ref>): void {
    const state = this.#store.get(open.tuple.id);
    if (state?.open !== open) return;
    state.open = null;
    this.#store.mark(open.tuple.id);
  }

  /** Undefined: the caller does not know when its events begin. */
  #coverageAt(slot: number): number | undefined {
    const begin = this.#options.firstEventTime?.();
    if (begin === undefined) return undefined;
    const history = this.#historyOf(slot);
    const end = slot + this.#window.from;
    return end <= history ? 1 : Math.min(1, Math.max(0, (end - begin) / (end - history)));
  }

  #release(sightings: readonly Sighting<Ref>[]): void {
    for (const { ref } of sightings) this.#options.hold?.release(ref);
  }

  #tell(
    verdict: NewTermsTrace<Ref>["verdict"],
    { values }: KeyTuple,
    { ref, time }: { readonly ref: Ref; readonly time: number },
    slot: number | null,
    seen: number | null,
    since: number,
  ): void {
    this.#options.trace?.({ verdict, values, event: ref, time, slot, seen, since });
  }
}

const NOTHING: readonly never[] = Object.freeze([]);

/** The last slot with `slot + from` before the time. */
const lastBefore = ({ interval, from }: RuleWindow, time: number): number => (Math.ceil((time - from) / interval) - 1) * interval + 0;

/** The begin of the history: date math with the run's `to` as its clock. Slots are asked for in runs of equal ones. */
function compileHistory(text: string, { to }: RuleWindow): (slot: number) => number {
  let slots: readonly [number, number] = [Number.NaN, Number.NaN];
  let begins: readonly [number, number] = [Number.NaN, Number.NaN];
  return (slot) => {
    if (slot === slots[0]) return begins[0];
    if (slot === slots[1]) return begins[1];
    const begin = evaluateDateMath(text, slot + to, false);
    if (begin === undefined) throw new Error(`the plan's history is no date math: ${text}`);
    slots = [slot, slots[0]];
    begins = [begin, begins[0]];
    return begin;
  };
}
