import { cloneJson, type Json } from "../../event/json.ts";
import type { Arena } from "../arena.ts";
import type { CompiledRule, RuleSet } from "../compile-rules.ts";
import type { Jobs } from "../jobs.ts";
import type { Lane } from "../lane.ts";
import type { Ordinals } from "../ordinals.ts";
import type { Settlement } from "../settlement.ts";
import type { RuleSuppression } from "../suppression.ts";
import { latestOf, planHash, savedPlans } from "./entries.ts";
import type { Journal, StateEntry } from "./journal.ts";
import type { LoopClock } from "./loop-clock.ts";
import { loadHit } from "./saved-hit.ts";
import { loadMatch } from "./saved-match.ts";

/** What decides which matches of a rule become alerts: the batch's or the live one. */
export interface Settling {
  settlementOf(rule: CompiledRule): Settlement | undefined;
  suppressionOf(rule: CompiledRule): RuleSuppression | undefined;
}

/** All the places that hold state. */
export interface StatePlaces {
  readonly rules: RuleSet;
  readonly arena: Arena;
  readonly ordinals: Ordinals;
  readonly journal: Journal;
  readonly clock: LoopClock;
  readonly lanes: readonly (Lane | undefined)[];
  readonly settling: Settling;
  readonly lateness: "batch" | number;
  readonly jobs: Jobs;
}

/** Gathers the engine's state by key and puts it back. */
export class StateKeeper {
  readonly #places: StatePlaces;

  constructor(places: StatePlaces) {
    this.#places = places;
  }

  /** What changed since the last call; the first time all there is. */
  changes(): readonly StateEntry[] {
    const { arena, journal, clock, rules, lanes, settling, jobs } = this.#places;
    if (!journal.active) {
      journal.begin();
      this.#markAll();
    }
    journal.mark("", "clock", "", () => clock.save());
    jobs.mark();
    for (const rule of rules.rules) {
      for (const [key, state] of lanes[rule.number]?.runner.changes() ?? []) this.#mark(rule, "state", key, state);
      for (const [key, state] of settling.suppressionOf(rule)?.changes() ?? []) this.#mark(rule, "suppress", key, state);
    }
    arena.flush();
    return journal.drain().map((entry) => (entry.state === undefined ? entry : { ...entry, state: cloneJson(entry.state) }));
  }

  /** Takes over what `changes` of an engine with the same rules gave; before any event. Gives the rules whose plan has changed. */
  restore(entries: Iterable<StateEntry>): readonly string[] {
    const { arena, ordinals, rules, journal, clock } = this.#places;
    const latest = latestOf(entries);
    // From here on only what changes is told: the caller has the rest.
    journal.begin();
    for (const { operator, key, state = null } of latest) {
      if (operator === "event") arena.restore(Number(key), state);
      else if (operator === "ordinal") ordinals.restore(key, Number(state));
      else if (operator === "clock") clock.restore(state);
    }
    this.#restoreWatermarks();
    const plans = savedPlans(latest);
    const other = rules.rules.filter((rule) => plans.get(rule.rule.id) !== planHash(rule));
    for (const rule of other) journal.restart(rule.rule.id, planHash(rule));
    const changedJobs = this.#restoreJobs(latest, plans);
    const ids = new Set([...rules.rules.map((rule) => rule.rule.id), ...this.#places.jobs.plans().map(([name]) => name)]);
    for (const id of plans.keys()) if (!ids.has(id)) journal.restart(id, undefined);
    const changed = new Set(other.filter((rule) => plans.has(rule.rule.id)));
    const byRule = Map.groupBy(latest, (entry) => entry.rule);
    for (const rule of rules.rules) if (!changed.has(rule)) this.#restoreRule(rule, byRule.get(rule.rule.id) ?? []);
    return [...[...changed].map((rule) => rule.rule.id), ...changedJobs];
  }

  /** Gives the names of the jobs that have changed and start empty. */
  #restoreJobs(latest: readonly StateEntry[], plans: ReadonlyMap<string, Json | undefined>): readonly string[] {
    const { jobs, journal } = this.#places;
    const other = jobs.plans().filter(([name, hash]) => plans.get(name) !== hash);
    for (const [name, hash] of other) journal.restart(name, hash);
    const fresh = new Set(other.map(([name]) => name));
    for (const [name] of jobs.plans()) {
      const own = fresh.has(name) ? [] : latest.filter((entry) => entry.rule === name && entry.operator === "state");
      jobs.restore(
        name,
        own.map(({ key, state = null }) => [key, state] as const),
      );
    }
    return [...fresh].filter((name) => plans.has(name));
  }

  #restoreWatermarks(): void {
    const { clock, lateness, lanes } = this.#places;
    if (lateness === "batch" || Number.isNaN(clock.watermark)) return;
    for (const lane of lanes) lane?.restoreWatermark(clock.watermark);
  }

  #restoreRule(rule: CompiledRule, pieces: readonly StateEntry[]): void {
    const { arena, lanes, settling } = this.#places;
    const lane = lanes[rule.number];
    const keyed = (operator: string): [string, Json][] =>
      pieces.filter((piece) => piece.operator === operator).map((piece) => [piece.key, piece.state ?? null]);
    const kept = keyed("state");
    lane?.runner.restore(kept);
    if (kept.length > 0) lane?.openings?.openAll(this.#places.clock.watermark);
    for (const [key, state] of keyed("hit")) lane?.restore(loadHit(key, state, rule, arena));
    settling.suppressionOf(rule)?.restore(keyed("suppress"));
    const settlement = settling.settlementOf(rule);
    for (const [, state] of keyed("match")) settlement?.restoreMatch(loadMatch(state, rule, arena));
    for (const [slot, state] of keyed("slot")) settlement?.restoreSlot(Number(slot), state);
  }

  #mark(rule: CompiledRule, operator: string, key: string, state: unknown): void {
    this.#places.journal.mark(rule.rule.id, operator, key, () => state as Json | undefined);
  }

  #markAll(): void {
    const { arena, ordinals, journal, rules, lanes, settling, jobs } = this.#places;
    arena.markAll();
    ordinals.markAll();
    for (const [name, hash] of jobs.plans()) journal.restart(name, hash);
    for (const rule of rules.rules) {
      journal.restart(rule.rule.id, planHash(rule));
      settling.settlementOf(rule)?.markAll();
    }
    for (const lane of lanes) lane?.markAll();
  }
}
