import type { Alert } from "../alerts/alert.ts";
import type { Arena, HeldEvent } from "./arena.ts";
import type { CompiledRule } from "./compile-rules.ts";
import { EmissionQueue } from "./emission-queue.ts";
import type { Emission, Emitter } from "./emitter.ts";
import type { Estate } from "./estate.ts";
import { compareHeld } from "./hit.ts";
import type { Lane } from "./lane.ts";
import { compareEmission, documentsOf, eventsOf, type Match } from "./match.ts";
import type { Ordinals } from "./ordinals.ts";
import { refuse, refuseSuppressed } from "./refusals.ts";
import { createSettlement, type Settlement } from "./settlement.ts";
import { ReaderSteps } from "./reader-steps.ts";
import type { Journal } from "./state/journal.ts";
import { createSuppression, type MatchDecision, type RuleSuppression, type Suppression } from "./suppression.ts";

/** What a batch is made of. */
export interface BatchParts {
  readonly rules: readonly CompiledRule[];
  readonly lanes: readonly (Lane | undefined)[];
  readonly arena: Arena;
  readonly emitter: Emitter;
  readonly ordinals: Ordinals;
  readonly journal: Journal;
  /** Shows an alert to the rules that read alerts; its hits come back through {@link Batch.match} and the lanes. */
  readonly feed: (emission: Emission) => void;
  /** What an earlier loop leaves to this one. */
  readonly estate: Estate | undefined;
}

/** A match that becomes an alert, with what was suppressed into it. */
interface Settled {
  readonly match: Match;
  readonly suppression?: Suppression | undefined;
}

/**
 * A batch: nothing is decided before the end of the input. Then rules that read no alerts are settled, and those that do
 * are run slot by slot, each slot seeing the alerts of all earlier ones.
 */
export class Batch {
  readonly #parts: BatchParts;
  readonly #settlements: readonly Settlement[];
  readonly #suppressions: readonly (RuleSuppression | undefined)[];

  constructor(parts: BatchParts) {
    this.#parts = parts;
    const { rules, arena, emitter, journal, estate } = parts;
    this.#settlements = rules.map((rule) => estate?.get(rule)?.settlement ?? createSettlement(rule, journal));
    this.#suppressions = rules.map(
      (rule) => estate?.get(rule)?.suppression ?? createSuppression(rule, arena, (match) => emitter.documentOf(match), "final"),
    );
  }

  match(match: Match): void {
    const { emitter } = this.#parts;
    if (match.capped) {
      refuse(emitter, match, "capped");
      return;
    }
    const refused = this.#settlements[match.rule.number]?.add(match);
    if (refused) refuse(emitter, refused.match, refused.fate);
  }

  settlementOf(rule: CompiledRule): Settlement | undefined {
    return this.#settlements[rule.number];
  }

  suppressionOf(rule: CompiledRule): RuleSuppression | undefined {
    return this.#suppressions[rule.number];
  }

  /** Limits of suppression that were reached. */
  get evicted(): number {
    return this.#suppressions.reduce((sum, suppression) => sum + (suppression?.evicted ?? 0), 0);
  }

  /**
   * @param stop the last slot (epoch milliseconds) that alerts on alerts may have
   * @param last time of the input's last event: what must not happen until then has not happened
   */
  *finish(stop: number, last: number | undefined): Iterable<Alert> {
    const { rules } = this.#parts;
    const settled = rules.filter((rule) => !rule.readsAlerts).flatMap((rule) => [...this.#runLane(rule, last), ...this.#settleAll(rule)]);
    const readers = rules.filter((rule) => rule.readsAlerts);
    if (readers.length === 0) for (const { alerts } of this.#emit(settled)) yield* alerts;
    else yield* this.#runReaders(readers, new EmissionQueue(this.#emit(settled)), stop);
  }

  /** Runs the lane of a rule. Matches of single events come in order: they are settled as they come, since there may be millions. */
  #runLane(rule: CompiledRule, last: number | undefined): readonly Settled[] {
    const { lanes } = this.#parts;
    const suppression = rule.runsBy === "none" ? this.#suppressions[rule.number] : undefined;
    const settled: Settled[] = [];
    for (const match of lanes[rule.number]?.finish(last) ?? []) {
      if (suppression) settled.push(...this.#settleNext(match, suppression));
      else this.match(match);
    }
    return settled;
  }

  /** The next match of a rule, in order of slot and time. */
  #settleNext(match: Match, suppression: RuleSuppression): readonly Settled[] {
    const settlement = this.#settlements[match.rule.number];
    settlement?.forgetBefore(match.slot);
    const refused = settlement?.offer(match);
    if (!refused) return this.#decide(suppression.push(match));
    refuse(this.#parts.emitter, match, refused.fate);
    return [];
  }

  /** Slot by slot: first what the readers make of all earlier alerts is settled, then the slot's own alerts are shown. */
  *#runReaders(readers: readonly CompiledRule[], queue: EmissionQueue, stop: number): Iterable<Alert> {
    const lanes = readers.map((rule) => this.#parts.lanes[rule.number]).filter((lane) => lane !== undefined);
    const steps = new ReaderSteps(lanes);
    for (;;) {
      const next = queue.earliest;
      const step = steps.next();
      const reached = Math.min(next, this.#pending(readers), step > stop ? Number.POSITIVE_INFINITY : step);
      const watermark = Math.min(reached, stop) + 1;
      steps.pass(watermark);
      for (const lane of lanes) for (const match of lane.advance(watermark)) this.#matchUntil(match, stop);
      const pending = this.#pending(readers);
      if (pending <= reached && pending < Number.POSITIVE_INFINITY) {
        queue.push(this.#emit(readers.flatMap((rule) => this.#settle(rule, pending))));
        continue;
      }
      if (reached < next) continue;
      const emission = queue.shift();
      if (!emission) break;
      yield* emission.alerts;
      this.#parts.feed(emission);
    }
    for (const lane of lanes) for (const match of lane.finish()) this.#matchUntil(match, stop);
    for (const { alerts } of this.#emit(readers.flatMap((rule) => this.#settleAll(rule)))) yield* alerts;
  }

  /** The earliest slot that readers have matches in. */
  #pending(readers: readonly CompiledRule[]): number {
    return Math.min(...readers.map((rule) => this.#settlements[rule.number]?.earliest ?? Number.POSITIVE_INFINITY));
  }

  #matchUntil(match: Match, stop: number): void {
    if (match.slot <= stop || Number.isNaN(match.slot)) this.match(match);
    else for (const held of eventsOf(match)) this.#parts.arena.release(held);
  }

  /** The matches of slots up to `slot` that become alerts now. */
  #settle(rule: CompiledRule, slot: number): readonly Settled[] {
    const matches = this.#settlements[rule.number]?.take(slot) ?? [];
    const suppression = this.#suppressions[rule.number];
    return suppression ? matches.flatMap((match) => this.#decide(suppression.push(match))) : matches.map((match) => ({ match }));
  }

  #settleAll(rule: CompiledRule): readonly Settled[] {
    const settled = this.#settle(rule, Number.POSITIVE_INFINITY);
    const suppression = this.#suppressions[rule.number];
    return suppression ? [...settled, ...this.#decide(suppression.finish())] : settled;
  }

  #decide(decisions: readonly MatchDecision[]): readonly Settled[] {
    return decisions.flatMap((decision) => {
      if (decision.kind === "alert") return { match: decision.ref, suppression: decision.suppression };
      refuseSuppressed(this.#parts.emitter, decision);
      return [];
    });
  }

  *#emit(settled: readonly Settled[]): Iterable<Emission> {
    const ordered = [...settled].sort((a, b) => compareEmission(a.match, b.match));
    this.#number(ordered);
    for (const { match, suppression } of ordered) yield this.#parts.emitter.emit(match, suppression);
  }

  /** Gives equal documents without ids their ordinals, by position. */
  #number(settled: readonly Settled[]): void {
    const held = new Set<HeldEvent>();
    for (const { match } of settled) for (const event of documentsOf(match)) if (!event.identity) held.add(event);
    for (const event of [...held].sort(compareHeld)) this.#parts.ordinals.of(event);
  }
}
