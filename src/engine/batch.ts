import type { Alert } from "../alerts/alert.ts";
import { type HeldEvent } from "./arena.ts";
import type { CompiledRule } from "./compile-rules.ts";
import type { Emission, Emitter } from "./emitter.ts";
import { clockTime, compareHeld } from "./hit.ts";
import type { Lane } from "./lane.ts";
import { compareEmission, eventsOf, type Match } from "./match.ts";
import type { Ordinals } from "./ordinals.ts";
import { EmissionQueue } from "./emission-queue.ts";
import { Settlement } from "./settlement.ts";
import type { Refused } from "./slot-group.ts";

const REASON: Record<Refused["fate"], string> = {
  capped: "more matches in the slot than max_signals",
  duplicate: "the same document was seen before",
};

/** What a batch is made of. */
export interface BatchParts {
  readonly rules: readonly CompiledRule[];
  readonly lanes: readonly (Lane | undefined)[];
  readonly emitter: Emitter;
  readonly ordinals: Ordinals;
  /** Shows an alert to the rules that read alerts; its hits come back through {@link Batch.match} and the lanes. */
  readonly feed: (emission: Emission) => void;
}

/**
 * A batch: nothing is decided before the end of the input. Then rules that read no alerts are settled, and those that do
 * are run slot by slot, each slot seeing the alerts of all earlier ones.
 */
export class Batch {
  readonly #parts: BatchParts;
  readonly #settlements: readonly Settlement[];

  constructor(parts: BatchParts) {
    this.#parts = parts;
    this.#settlements = parts.rules.map((rule) => new Settlement(rule.maxSignals));
  }

  match(match: Match): void {
    const refused = this.#settlements[match.rule.number]?.add(match);
    if (refused) this.#parts.emitter.refuse(refused.match, refused.fate, { reason: REASON[refused.fate] });
  }

  /** @param stop the last slot (epoch milliseconds) that alerts on alerts may have */
  *finish(stop: number): Iterable<Alert> {
    const { rules, lanes } = this.#parts;
    this.#runLanes(lanes.filter((lane) => lane !== undefined && !lane.rule.readsAlerts) as readonly Lane[]);
    const settled = rules.filter((rule) => !rule.readsAlerts).flatMap((rule) => this.#take(rule, Number.POSITIVE_INFINITY));
    const readers = rules.filter((rule) => rule.readsAlerts);
    if (readers.length === 0) for (const { alerts } of this.#emit(settled)) yield* alerts;
    else yield* this.#runReaders(readers, new EmissionQueue(this.#emit(settled)), stop);
  }

  /** In strides of time, all lanes in each, so that an event that was spilled is read again once and not for every rule. */
  #runLanes(lanes: readonly Lane[]): void {
    for (const time of strides(lanes)) for (const lane of lanes) for (const match of lane.advance(time)) this.match(match);
    for (const lane of lanes) for (const match of lane.finish()) this.match(match);
  }

  /** Slot by slot: first what the readers make of all earlier alerts is settled, then the slot's own alerts are shown. */
  *#runReaders(readers: readonly CompiledRule[], queue: EmissionQueue, stop: number): Iterable<Alert> {
    const lanes = readers.map((rule) => this.#parts.lanes[rule.number]).filter((lane) => lane !== undefined);
    for (;;) {
      const next = queue.earliest;
      for (const lane of lanes) for (const match of lane.advance(Math.min(next, stop) + 1)) this.#matchUntil(match, stop);
      const pending = Math.min(...readers.map((rule) => this.#settlements[rule.number]?.earliest ?? Number.POSITIVE_INFINITY));
      if (pending <= next && pending < Number.POSITIVE_INFINITY) {
        queue.push(this.#emit(readers.flatMap((rule) => this.#take(rule, pending))));
        continue;
      }
      const emission = queue.shift();
      if (!emission) break;
      yield* emission.alerts;
      this.#parts.feed(emission);
    }
    for (const lane of lanes) for (const match of lane.finish()) this.#matchUntil(match, stop);
    const rest = readers.flatMap((rule) => this.#take(rule, Number.POSITIVE_INFINITY));
    for (const { alerts } of this.#emit(rest)) yield* alerts;
  }

  #matchUntil(match: Match, stop: number): void {
    if (match.slot <= stop || Number.isNaN(match.slot)) this.match(match);
  }

  #take(rule: CompiledRule, slot: number): readonly Match[] {
    return this.#settlements[rule.number]?.take(slot) ?? [];
  }

  *#emit(matches: readonly Match[]): Iterable<Emission> {
    const ordered = [...matches].sort(compareEmission);
    this.#number(ordered);
    for (const match of ordered) yield this.#parts.emitter.emit(match);
  }

  /** Gives equal documents without ids their ordinals, by position. */
  #number(matches: readonly Match[]): void {
    const held = new Set<HeldEvent>();
    for (const match of matches) for (const event of eventsOf(match)) if (event.contentHash !== undefined) held.add(event);
    for (const event of [...held].sort(compareHeld)) this.#parts.ordinals.of(event);
  }
}

/** Distinct events in one stride; no more than the arena keeps at hand. */
const STRIDE_EVENTS = 2_000;

/** Times that cut the waiting hits into strides. */
function strides(lanes: readonly Lane[]): readonly number[] {
  const times = new Map<number, number>();
  for (const lane of lanes) for (const hit of lane.waiting) times.set(hit.held.key, clockTime(hit));
  const sorted = Float64Array.from(times.values()).sort();
  return Array.from({ length: Math.floor(sorted.length / STRIDE_EVENTS) }, (_, i) => sorted[(i + 1) * STRIDE_EVENTS - 1] as number);
}
