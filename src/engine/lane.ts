import { type Arena, HeldEvent } from "./arena.ts";
import type { CompiledRule } from "./compile-rules.ts";
import { clockTime, type Hit, hitOrder } from "./hit.ts";
import type { HitRuns } from "./hit-runs.ts";
import type { Match } from "./match.ts";
import { mergeOrdered } from "./merge.ts";
import type { Journal } from "./state/journal.ts";
import type { LiveOpenings } from "./lines/live-openings.ts";
import { LaneOpened, type OpeningEvent } from "./lines/lane-opened.ts";
import { type LaneSighting, LaneSightings } from "./lines/lane-sightings.ts";
import { LaneTallies, type LaneTally } from "./lines/lane-tallies.ts";
import { saveHit } from "./state/saved-hit.ts";
import { bitsOf } from "./lines/stage-bits.ts";
import { documentOf } from "./lines/written-values.ts";
import type { RuleRunner } from "./runners/runner.ts";

/** Live hits wait in slices of their clock this long: only those whose slice is over need an order. */
const SLICE_MS = 1_000;

/** Sightings, or tallies, that take the memory of one hit. */
const SIGHTINGS_A_HIT = 16;
/** Likewise of openings, with their texts. */
const OPENINGS_A_HIT = 4;
const ONLY_STAGE: readonly number[] = Object.freeze([0]);
/** What a rule that counts never asks of an event. */
const UNKNOWN = { key: -1, index: "", identity: undefined, lineage: undefined, place: undefined } as const;

/** How an engine runs that a lane is of. */
export interface LaneMode {
  /** The clock is told by and by, and hits wait for it. */
  readonly live: boolean;
  /** Waiting hits of events are found again by pushing these once more; only those of alerts are saved. */
  readonly replays: boolean;
  /** Which events matter to it, where not all do. */
  readonly openings?: LiveOpenings | undefined;
}

/** Begins to read hits that were put away. */
type OpenRun = () => Generator<Hit>;

/**
 * One rule with state: its hits wait until every earlier event is here, then its runner takes them in order. What the
 * order is (order time or window time) is the rule's. Waiting hits can be moved to the spill store in ordered runs.
 */
export class Lane {
  readonly rule: CompiledRule;
  readonly runner: RuleRunner;
  readonly #arena: Arena;
  readonly #journal: Journal;
  readonly #compare: (a: Hit, b: Hit) => number;
  /** In memory; in order unless `#unordered`; those before `#done` were run. */
  #waiting: Hit[] = [];
  /** Live: the others, by slice of their clock, in no order. */
  readonly #later: Map<number, Hit[]> | undefined;
  readonly #replays: boolean;
  readonly openings: LiveOpenings | undefined;
  /** Events that may turn out to matter. */
  readonly #sightings = new LaneSightings(SLICE_MS);
  /** Events that sequences may begin with. */
  readonly #opened = new LaneOpened(SLICE_MS);
  /** Events to be counted. */
  readonly #tallies = new LaneTallies(SLICE_MS);
  #done = 0;
  #unordered = false;
  #runs: OpenRun[] = [];
  /** The runs as one, begun with the first {@link advance}, and its next hit. */
  #spilled: Iterator<Hit> | undefined;
  #head: Hit | undefined;
  #watermark = Number.NEGATIVE_INFINITY;

  constructor(
    rule: CompiledRule,
    runner: RuleRunner,
    { arena, journal, live, replays, openings }: LaneMode & { arena: Arena; journal: Journal },
  ) {
    this.rule = rule;
    this.#later = live ? new Map() : undefined;
    this.#replays = replays;
    this.openings = openings;
    this.runner = runner;
    this.#arena = arena;
    this.#journal = journal;
    this.#compare = hitOrder(rule);
  }

  /** Hits in memory. */
  get waiting(): readonly Hit[] {
    const waiting = this.#done === 0 ? this.#waiting : this.#waiting.slice(this.#done);
    return this.#later?.size ? [...waiting, ...[...this.#later.values()].flat()] : waiting;
  }

  /** Clock time of the next hit; infinite where none waits. */
  next(): number {
    const hit = this.#peek().hit;
    return Math.min(hit ? clockTime(hit) : Number.POSITIVE_INFINITY, this.#nextLater());
  }

  /** Not taken where the hit comes too late, or has no time that the rule could go by. */
  collect(hit: Hit): "taken" | "late" | "timeless" {
    const time = clockTime(hit);
    if (Number.isNaN(time)) return "timeless";
    if (time < this.#watermark) return "late";
    this.#add(hit);
    if (this.#isReplayed(hit)) hit.held.waiting++;
    else this.#mark(hit);
    return "taken";
  }

  /** Notes an event that was not parsed: it comes back by {@link sighted} where it turns out to matter. False: it is too late for that. */
  sight(time: number, offset: number, stages: number, hash: number): boolean {
    if (time < this.#watermark) return false;
    this.#sightings.add(time, offset, stages, hash);
    return true;
  }

  /** Live, with replays: takes an event that was not parsed and that a sequence may begin with. False: it is too late for that. */
  open(opening: OpeningEvent, hash: number): boolean {
    if (opening.time < this.#watermark) return false;
    this.openings?.open(hash, opening.time);
    this.#opened.add(opening);
    return true;
  }

  /** Live, with replays: takes an event that was not parsed, to be counted. False: it is too late for that. */
  tally(tally: LaneTally): boolean {
    if (tally.time < this.#watermark) return false;
    this.#tallies.add(tally);
    return true;
  }

  /** Takes out the sightings before a time that matter. */
  *sighted(watermark: number): Generator<LaneSighting> {
    for (const sighting of this.#sightings.take(watermark)) if (this.openings?.matter(sighting.hash, sighting.time)) yield sighting;
    this.openings?.forget(watermark);
  }

  /** Takes over a saved hit. */
  restore(hit: Hit): void {
    this.#add(hit);
  }

  /** Takes over how far an earlier engine had come. */
  restoreWatermark(watermark: number): void {
    this.#watermark = watermark;
  }

  /** Marks all waiting hits as changed: the journal has just begun. */
  markAll(): void {
    for (const hit of this.waiting) if (!this.#isReplayed(hit)) this.#mark(hit);
  }

  /** Live: how many hits wait in each slice of the clock, by where it ends; sightings weigh less. */
  *slices(): Generator<readonly [end: number, hits: number]> {
    for (const [slice, hits] of this.#later ?? []) yield [(slice + 1) * SLICE_MS, hits.length];
    for (const [end, sightings] of this.#sightings.counts()) yield [end, sightings / SIGHTINGS_A_HIT];
    for (const [end, openings] of this.#opened.counts()) yield [end, openings / OPENINGS_A_HIT];
    for (const [end, tallies] of this.#tallies.counts()) yield [end, tallies / SIGHTINGS_A_HIT];
  }

  /** Moves all waiting hits out of memory. */
  spill(runs: HitRuns): void {
    if (this.#waiting.length === 0) return;
    this.#order();
    const run = runs.write(this.#waiting);
    this.#runs.push(() => runs.read(run, this.rule));
    this.#waiting = [];
  }

  /** Takes hits, in their order, that are kept elsewhere until they are run. A batch only. */
  addRun(run: OpenRun): void {
    this.#runs.push(run);
  }

  /** Every hit before `watermark` is here: runs them, as the matches are asked for. */
  *advance(watermark: number): Generator<Match> {
    if (watermark <= this.#watermark) return;
    this.#watermark = watermark;
    this.#bringDue(watermark);
    yield* this.#run(watermark);
    yield* this.runner.advance(watermark);
  }

  /** The input has ended, its last event (of any kind) at `last`: runs the rest, as the matches are asked for. */
  *finish(last?: number): Generator<Match> {
    this.#watermark = Number.POSITIVE_INFINITY;
    this.#bringDue(Number.POSITIVE_INFINITY);
    yield* this.#run(Number.POSITIVE_INFINITY);
    if (last !== undefined) yield* this.runner.advance(last);
    yield* this.runner.finish();
  }

  *#run(before: number): Generator<Match> {
    for (let hit = this.#take(before); hit; hit = this.#take(before)) {
      const matches = this.runner.push(hit);
      if (this.#isReplayed(hit)) hit.held.waiting--;
      else this.#journal.mark(this.rule.rule.id, "hit", String(hit.held.key), () => undefined);
      this.#arena.release(hit.held);
      yield* matches;
    }
  }

  /** The next hit before a time, from memory or the spill store. */
  #take(before: number): Hit | undefined {
    const { hit, fromMemory } = this.#peek();
    if (!hit || clockTime(hit) >= before) return undefined;
    if (fromMemory) this.#done++;
    else this.#head = this.#spilled?.next().value as Hit | undefined;
    return hit;
  }

  #peek(): { readonly hit: Hit | undefined; readonly fromMemory: boolean } {
    if (this.#unordered) this.#order();
    if (this.#runs.length > 0) this.#merge();
    const waiting = this.#waiting[this.#done];
    const spilled = this.#head;
    const fromMemory = waiting !== undefined && (spilled === undefined || this.#compare(waiting, spilled) < 0);
    return { hit: fromMemory ? waiting : spilled, fromMemory };
  }

  /** Alerts that are read as events are in nobody's hands but ours. */
  #isReplayed(hit: Hit): boolean {
    return this.#replays && hit.held.lineage === undefined;
  }

  /** Moves the slices that a time has reached to those that are run in order. */
  #bringDue(watermark: number): void {
    if (!this.#later) return;
    for (const [slice, hits] of this.#later) {
      if (slice * SLICE_MS >= watermark) continue;
      for (const hit of hits) this.#waiting.push(hit);
      this.#unordered = true;
      this.#later.delete(slice);
    }
    this.#opened.take(watermark, (opening) => this.#bring(this.#openingHit(opening)));
    this.#tallies.take(watermark, (tally) => this.#bring(this.#counted(tally)));
  }

  #bring(hit: Hit | undefined): void {
    if (!hit) return;
    hit.held.waiting++;
    this.#waiting.push(hit);
    this.#unordered = true;
  }

  #openingHit({ windowTime, stream, offset, stages, written }: OpeningEvent): Hit | undefined {
    const read = documentOf(this.openings?.need?.fields ?? [], written);
    const matched = bitsOf(stages);
    const prepared = this.runner.prepare(matched, read);
    if (!prepared) return undefined;
    const held = this.#arena.place({ stream, offset });
    return { rule: this.rule, held, windowTime, order: this.rule.orderOf(read), stages: matched, document: prepared.document };
  }

  #counted({ time, stream, offset, document }: LaneTally): Hit {
    const held = new HeldEvent(this.#arena, { ...UNKNOWN, origin: { stream, offset } });
    const order = { time, tie: undefined, sequence: undefined };
    return { rule: this.rule, held, windowTime: time, order, stages: ONLY_STAGE, document };
  }

  #nextLater(): number {
    if (!this.#later?.size) return Number.POSITIVE_INFINITY;
    const hits = this.#later.get(Math.min(...this.#later.keys())) ?? [];
    return hits.reduce((least, hit) => Math.min(least, clockTime(hit)), Number.POSITIVE_INFINITY);
  }

  #add(hit: Hit): void {
    if (this.#later) {
      const slice = Math.floor(clockTime(hit) / SLICE_MS);
      const hits = this.#later.get(slice);
      if (hits) hits.push(hit);
      else this.#later.set(slice, [hit]);
      return;
    }
    this.#waiting.push(hit);
    this.#unordered = true;
  }

  #mark(hit: Hit): void {
    if (this.#journal.active) this.#journal.mark(this.rule.rule.id, "hit", String(hit.held.key), () => saveHit(hit));
  }

  #merge(): void {
    const sources = this.#runs.map((open) => open());
    if (this.#spilled && this.#head) sources.push(following(this.#head, this.#spilled));
    this.#runs = [];
    this.#spilled = mergeOrdered(sources, this.#compare);
    this.#head = this.#spilled.next().value as Hit | undefined;
  }

  #order(): void {
    this.#waiting = this.#waiting.slice(this.#done).sort(this.#compare);
    this.#done = 0;
    this.#unordered = false;
  }
}

function* following(first: Hit, rest: Iterator<Hit>): Generator<Hit> {
  for (let hit: Hit | undefined = first; hit; hit = rest.next().value as Hit | undefined) yield hit;
}
