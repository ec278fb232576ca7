import type { Arena } from "./arena.ts";
import type { CompiledRule } from "./compile-rules.ts";
import { clockTime, type Hit, hitOrder } from "./hit.ts";
import type { HitRun, HitRuns } from "./hit-runs.ts";
import type { Match } from "./match.ts";
import { mergeOrdered } from "./merge.ts";
import type { Journal } from "./state/journal.ts";
import { saveHit } from "./state/saved-hit.ts";
import type { RuleRunner } from "./runners/runner.ts";

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
  #done = 0;
  #unordered = false;
  #runs: HitRun[] = [];
  /** The runs as one, begun with the first {@link advance}, and its next hit. */
  #spilled: Iterator<Hit> | undefined;
  #head: Hit | undefined;
  #watermark = Number.NEGATIVE_INFINITY;

  constructor(rule: CompiledRule, runner: RuleRunner, arena: Arena, journal: Journal) {
    this.rule = rule;
    this.runner = runner;
    this.#arena = arena;
    this.#journal = journal;
    this.#compare = hitOrder(rule);
  }

  /** Hits in memory. */
  get waiting(): readonly Hit[] {
    return this.#done === 0 ? this.#waiting : this.#waiting.slice(this.#done);
  }

  /** Clock time of the next hit; infinite where none waits. */
  next(runs?: HitRuns): number {
    const hit = this.#peek(runs).hit;
    return hit ? clockTime(hit) : Number.POSITIVE_INFINITY;
  }

  /** Not taken where the hit comes too late, or has no time that the rule could go by. */
  collect(hit: Hit): "taken" | "late" | "timeless" {
    const time = clockTime(hit);
    if (Number.isNaN(time)) return "timeless";
    if (time < this.#watermark) return "late";
    this.#add(hit);
    this.#mark(hit);
    return "taken";
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
    for (const hit of this.waiting) this.#mark(hit);
  }

  /** Moves all waiting hits out of memory. */
  spill(runs: HitRuns): void {
    if (this.#waiting.length === 0) return;
    this.#order();
    this.#runs.push(runs.write(this.#waiting));
    this.#waiting = [];
  }

  /** Every hit before `watermark` is here: runs them, as the matches are asked for. */
  *advance(watermark: number, runs?: HitRuns): Generator<Match> {
    if (watermark <= this.#watermark) return;
    this.#watermark = watermark;
    yield* this.#run(watermark, runs);
    yield* this.runner.advance(watermark);
  }

  /** The input has ended, its last event (of any kind) at `last`: runs the rest, as the matches are asked for. */
  *finish(runs?: HitRuns, last?: number): Generator<Match> {
    this.#watermark = Number.POSITIVE_INFINITY;
    yield* this.#run(Number.POSITIVE_INFINITY, runs);
    if (last !== undefined) yield* this.runner.advance(last);
    yield* this.runner.finish();
  }

  *#run(before: number, runs: HitRuns | undefined): Generator<Match> {
    for (let hit = this.#take(before, runs); hit; hit = this.#take(before, runs)) {
      const matches = this.runner.push(hit);
      this.#journal.mark(this.rule.rule.id, "hit", String(hit.held.key), () => undefined);
      this.#arena.release(hit.held);
      yield* matches;
    }
  }

  /** The next hit before a time, from memory or the spill store. */
  #take(before: number, runs: HitRuns | undefined): Hit | undefined {
    const { hit, fromMemory } = this.#peek(runs);
    if (!hit || clockTime(hit) >= before) return undefined;
    if (fromMemory) this.#done++;
    else this.#head = this.#spilled?.next().value as Hit | undefined;
    return hit;
  }

  #peek(runs: HitRuns | undefined): { readonly hit: Hit | undefined; readonly fromMemory: boolean } {
    if (this.#unordered) this.#order();
    if (this.#runs.length > 0 && runs) this.#merge(runs);
    const waiting = this.#waiting[this.#done];
    const spilled = this.#head;
    const fromMemory = waiting !== undefined && (spilled === undefined || this.#compare(waiting, spilled) < 0);
    return { hit: fromMemory ? waiting : spilled, fromMemory };
  }

  #add(hit: Hit): void {
    this.#waiting.push(hit);
    this.#unordered = true;
  }

  #mark(hit: Hit): void {
    if (this.#journal.active) this.#journal.mark(this.rule.rule.id, "hit", String(hit.held.key), () => saveHit(hit));
  }

  #merge(runs: HitRuns): void {
    const sources = this.#runs.map((run) => runs.read(run, this.rule));
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
