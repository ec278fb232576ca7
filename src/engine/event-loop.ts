import { type Alert, ALERTS_INDEX } from "../alerts/alert.ts";
import type { Json } from "../event/json.ts";
import type { EventDocument } from "../event/origin.ts";
import { Batch } from "./batch.ts";
import type { Arena, HeldEvent } from "./arena.ts";
import type { CompiledRule, RuleSet } from "./compile-rules.ts";
import type { Emission, Emitter } from "./emitter.ts";
import type { Hit } from "./hit.ts";
import type { HitRuns } from "./hit-runs.ts";
import { Judge, type JudgeSink } from "./judge.ts";
import { Lane } from "./lane.ts";
import { Live } from "./live.ts";
import type { Match } from "./match.ts";
import type { IndicatorMatcher } from "../operators/indicator-match.ts";
import { suppressionBounds } from "../rules/suppression.ts";
import type { Ordinals } from "./ordinals.ts";
import { createRunner, matchOf } from "./runners/table.ts";
import { slotAt, windowLength } from "./slots.ts";
import type { Journal, StateEntry } from "./state/journal.ts";
import { isOtherPlan, latestOf, planHash } from "./state/entries.ts";
import { loadHit } from "./state/saved-hit.ts";
import { loadMatch } from "./state/saved-match.ts";
import { saveTime } from "./state/saved-order.ts";
import type { EngineStats } from "./stats.ts";
import type { TimeReaders } from "./time-readers.ts";

/** What the loop is made of. */
export interface LoopParts {
  readonly rules: RuleSet;
  readonly times: TimeReaders;
  readonly arena: Arena;
  readonly emitter: Emitter;
  readonly ordinals: Ordinals;
  readonly journal: Journal;
  readonly stats: EngineStats;
  /** Milliseconds; `batch` where the input has an end. */
  readonly lateness: "batch" | number;
  readonly timer: (() => number) | undefined;
  /** Where waiting hits go past a bound; without it they stay in memory. */
  readonly runs: HitRuns | undefined;
  /** By rule number: what finds the indicators an event matches. */
  readonly indicators: ReadonlyMap<number, IndicatorMatcher>;
}

/** Hits of rules with state kept in memory before they go to the spill store (a batch). */
const MAX_WAITING_HITS = 50_000;

/** Live events further ahead of the clock than this are not believed. */
const FUTURE_MS = 5 * 60_000;
const NOTHING: readonly Alert[] = Object.freeze([]);

/** Event by event: route, judge, then a match at once or a hit that waits for its turn. */
export class EventLoop implements JudgeSink {
  readonly #parts: LoopParts;
  readonly #judge: Judge;
  readonly #lanes: readonly (Lane | undefined)[];
  readonly #batch: Batch | undefined;
  readonly #live: Live;
  readonly #timestamp: number;
  readonly #readers: Uint8Array;
  #clock = Number.NaN;
  #firstTime = Number.POSITIVE_INFINITY;
  #lastTime = Number.NEGATIVE_INFINITY;
  #priming = false;
  /** Hits collected since the last spill. */
  #waiting = 0;
  #future = false;

  constructor(parts: LoopParts) {
    this.#parts = parts;
    const { rules, times, arena, emitter, ordinals, journal } = parts;
    this.#timestamp = times.register(undefined);
    this.#judge = new Judge(rules, times, arena);
    this.#lanes = rules.rules.map((rule) => {
      const { maxAlerts, maxCandidates = Number.POSITIVE_INFINITY } = suppressionBounds(rule.rule, rule.maxSignals);
      const candidateLimit = rule.plan.suppress ? maxCandidates : maxAlerts;
      const runner = createRunner({ rule, arena, candidateLimit, firstEventTime: () => finite(this.#firstTime) });
      return runner && new Lane(rule, runner, arena, journal);
    });
    const feed = (emission: Emission): void => this.#feed(emission);
    this.#readers = Uint8Array.from(rules.rules, (rule) => (rule.readsAlerts ? 1 : 0));
    this.#live = new Live(rules.rules, arena, emitter, journal, feed);
    if (parts.lateness === "batch")
      this.#batch = new Batch({ rules: rules.rules, lanes: this.#lanes, arena, runs: parts.runs, emitter, ordinals, journal, feed });
  }

  push(event: EventDocument, index: string | undefined): readonly Alert[] {
    const { rules, times, stats } = this.#parts;
    stats.events++;
    const route = rules.router.rulesFor(index);
    if (!route.any) {
      stats.unrouted++;
      return NOTHING;
    }
    times.begin(event);
    const time = times.read(this.#timestamp);
    if (Number.isNaN(time)) stats.no_time++;
    else {
      this.#firstTime = Math.min(this.#firstTime, time);
      this.#lastTime = Math.max(this.#lastTime, time);
    }
    this.#future = time > this.#clock + FUTURE_MS;
    if (this.#future) stats.future++;
    this.#judge.judge({ document: event, index: index ?? "", time, accepts: route.accepts }, this);
    return this.#batch ? NOTHING : this.#live.drain();
  }

  /** Takes an event of the time before the input: new-terms rules know its values, nothing alerts. Before all pushes. */
  prime(event: EventDocument, index: string | undefined): void {
    const { rules, times } = this.#parts;
    const route = rules.router.rulesFor(index);
    if (!route.any) return;
    times.begin(event);
    const time = times.read(this.#timestamp);
    if (!Number.isNaN(time)) this.#firstTime = Math.min(this.#firstTime, time);
    this.#priming = true;
    this.#judge.judge({ document: event, index: index ?? "", time, accepts: route.accepts }, this);
    this.#priming = false;
  }

  /** The wall clock is at `time`. */
  advance(time: number): readonly Alert[] {
    const { lateness } = this.#parts;
    if (lateness === "batch") return NOTHING;
    this.#clock = time;
    const watermark = time - lateness;
    for (const lane of this.#lanes) if (lane) this.#run(lane, () => lane.advance(watermark));
    this.#live.expire(watermark);
    return this.#live.drain();
  }

  *finish(): Iterable<Alert> {
    if (this.#batch) {
      yield* this.#batch.finish(this.#stop());
      return;
    }
    for (const lane of this.#lanes) if (lane) this.#run(lane, () => lane.finish());
    yield* this.#live.drain();
  }

  /** What changed since the last call; the first time all there is. */
  changes(): readonly StateEntry[] {
    const { journal } = this.#parts;
    if (!journal.active) {
      journal.begin();
      this.#markAll();
    }
    journal.mark("", "clock", "", () => [saveTime(this.#clock), finite(this.#firstTime) ?? null, finite(this.#lastTime) ?? null]);
    for (const [number, rule] of this.#parts.rules.rules.entries()) {
      for (const [key, state] of this.#lanes[number]?.runner.changes() ?? [])
        journal.mark(rule.rule.id, "state", key, () => state as Json | undefined);
      for (const [key, state] of this.#keeper().suppressionOf(rule)?.changes() ?? [])
        journal.mark(rule.rule.id, "suppress", key, () => state as Json | undefined);
    }
    return journal.drain().map((entry) => (entry.state === undefined ? entry : { ...entry, state: structuredClone(entry.state) }));
  }

  /** Takes over what `changes` of an engine with the same rules gave; before any event. Gives the rules whose plan has changed. */
  restore(entries: Iterable<StateEntry>): readonly string[] {
    const { arena, ordinals, rules, lateness, journal } = this.#parts;
    const latest = latestOf(entries);
    // From here on only what changes is told: the caller has the rest.
    journal.begin();
    for (const rule of rules.rules) journal.mark(rule.rule.id, "plan", "", () => planHash(rule));
    const changed = rules.rules.filter((rule) => isOtherPlan(rule, latest));
    const target = (id: string): CompiledRule | undefined => rules.rules.find((rule) => rule.rule.id === id && !changed.includes(rule));
    for (const { operator, key, state = null } of latest) {
      if (operator === "event") arena.restore(Number(key), state);
      else if (operator === "ordinal") ordinals.restore(key, Number(state));
      else if (operator === "clock") this.#restoreClock(state as [number | null, number | null, number | null]);
    }
    if (lateness !== "batch" && !Number.isNaN(this.#clock)) for (const lane of this.#lanes) lane?.restoreWatermark(this.#clock - lateness);
    for (const [id, pieces] of Map.groupBy(latest, (entry) => entry.rule)) {
      const rule = target(id);
      if (rule) this.#restoreRule(rule, pieces);
    }
    return changed.map((rule) => rule.rule.id);
  }

  #restoreRule(rule: CompiledRule, pieces: readonly StateEntry[]): void {
    const { arena } = this.#parts;
    const lane = this.#lanes[rule.number];
    const keyed = (operator: string): [string, Json][] =>
      pieces.filter((p) => p.operator === operator).map((p) => [p.key, p.state ?? null]);
    lane?.runner.restore(keyed("state"));
    for (const [key, state] of keyed("hit")) lane?.restore(loadHit(key, state, rule, arena));
    this.#keeper().suppressionOf(rule)?.restore(keyed("suppress"));
    const settlement = this.#keeper().settlementOf(rule);
    for (const [, state] of keyed("match")) settlement?.restoreMatch(loadMatch(state, rule, arena));
    for (const [slot, state] of keyed("slot")) settlement?.restoreSlot(Number(slot), state);
  }

  #restoreClock([clock, first, last]: readonly [number | null, number | null, number | null]): void {
    this.#clock = clock ?? Number.NaN;
    this.#firstTime = first ?? Number.POSITIVE_INFINITY;
    this.#lastTime = last ?? Number.NEGATIVE_INFINITY;
  }

  #markAll(): void {
    const { arena, ordinals, journal, rules } = this.#parts;
    arena.markAll();
    ordinals.markAll();
    for (const lane of this.#lanes) lane?.markAll();
    for (const rule of rules.rules) {
      journal.mark(rule.rule.id, "plan", "", () => planHash(rule));
      this.#keeper().settlementOf(rule)?.markAll();
    }
  }

  #keeper(): Batch | Live {
    return this.#batch ?? this.#live;
  }

  span(): { readonly first: number | undefined; readonly last: number | undefined } {
    return { first: finite(this.#firstTime), last: finite(this.#lastTime) };
  }

  stats(): EngineStats {
    let open = 0;
    const limits: Record<string, number> = {};
    for (const lane of this.#lanes) {
      open += lane?.runner.counts.open ?? 0;
      for (const [name, count] of Object.entries(lane?.runner.counts.limits ?? {})) limits[name] = (limits[name] ?? 0) + count;
    }
    const evicted = this.#batch?.evicted ?? 0;
    if (evicted > 0) limits["suppression_groups"] = evicted;
    return { ...this.#parts.stats, open, limits };
  }

  hit(hit: Hit): void {
    const { arena } = this.#parts;
    const lane = this.#lanes[hit.rule.number];
    if (this.#priming) {
      const prepared = lane?.runner.prepare(hit.stages, hit.document);
      if (prepared) lane?.runner.prime?.({ ...hit, document: prepared.document });
      arena.release(hit.held);
      return;
    }
    if (!lane) {
      const match = matchOf(hit, arena, this.#parts.indicators);
      if (match) this.#match(match);
      else arena.release(hit.held);
      return;
    }
    this.#collect(lane, hit);
  }

  #collect(lane: Lane, hit: Hit): void {
    const { arena, emitter } = this.#parts;
    const prepared = lane.runner.prepare(hit.stages, hit.document);
    const taken = !prepared || this.#future ? "timeless" : lane.collect({ ...hit, document: prepared.document });
    if (prepared?.keep || taken === "late") arena.keep(hit.held, hit.document);
    if (taken === "taken") {
      if (this.#batch && ++this.#waiting >= MAX_WAITING_HITS) this.#spillHits();
      return;
    }
    const slot = slotAt(hit.windowTime, hit.rule.window.interval);
    if (taken === "late") emitter.refuseEvent(hit.rule, hit.held, hit.windowTime, slot, "late", "the event came after the watermark");
    arena.release(hit.held);
  }

  #spillHits(): void {
    this.#waiting = 0;
    if (this.#parts.runs && !this.#parts.journal.active) for (const lane of this.#lanes) lane?.spill(this.#parts.runs);
  }

  excepted(rule: CompiledRule, held: HeldEvent, windowTime: number, exception: string): void {
    if (!this.#priming)
      this.#parts.emitter.refuseEvent(rule, held, windowTime, slotAt(windowTime, rule.window.interval), "excepted", exception);
  }

  #match(match: Match): void {
    if (this.#batch) this.#batch.match(match);
    else this.#live.match(match);
  }

  /** Runs a lane, charging its time to the rule. */
  #run(lane: Lane, work: () => readonly Match[]): void {
    const { timer } = this.#parts;
    const started = timer?.() ?? 0;
    for (const match of work()) this.#match(match);
    if (timer) lane.rule.stats.ms += timer() - started;
  }

  /** Shows alerts to the rules that read alerts, as events of their slot. */
  #feed({ alerts, slot, lineage }: Emission): void {
    if (Number.isNaN(slot) || !this.#readers.includes(1)) return;
    this.#future = false;
    for (const alert of alerts) {
      this.#parts.times.begin(alert);
      this.#judge.judge({ document: alert, index: ALERTS_INDEX, time: slot, lineage, accepts: this.#readers }, this);
    }
  }

  /** A scan's clock stops at the last event's slot plus the longest window. */
  #stop(): number {
    const { rules } = this.#parts.rules;
    if (this.#lastTime === Number.NEGATIVE_INFINITY) return Number.NEGATIVE_INFINITY;
    const slots = rules.map((rule) => slotAt(this.#lastTime, rule.window.interval));
    return Math.max(...slots) + Math.max(...rules.map((rule) => windowLength(rule.window)));
  }
}

const finite = (time: number): number | undefined => (Number.isFinite(time) ? time : undefined);
