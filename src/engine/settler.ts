import type { Alert } from "../alerts/alert.ts";
import { comparePositions } from "../event/origin.ts";
import type { HeldEvent } from "./arena.ts";
import type { Emitter } from "./emitter.ts";
import { compareEmission, type Match, twinKey } from "./match.ts";
import type { Ordinals } from "./ordinals.ts";
import { SlotGroup } from "./slot-group.ts";

/** Decides which matches become alerts: each once, per rule and slot no more than `max_signals`. */
export interface Settler {
  /** Takes a match; gives the alerts that are certain now. */
  settle(match: Match): readonly Alert[];
  /** Forgets what no event can touch any more. */
  expire(watermark: number): void;
  /** The input has ended: all that is left, in order. */
  finish(): Iterable<Alert>;
}

const NOTHING: readonly Alert[] = Object.freeze([]);
const CAPPED = "more matches in the slot than max_signals";
const DUPLICATE = "the same document was seen before";

/**
 * Holds every match to the end, so that the oldest of a slot win and equal documents are numbered by position whatever
 * order events came in.
 */
export class BatchSettler implements Settler {
  readonly #emitter: Emitter;
  readonly #ordinals: Ordinals;
  readonly #groups = new Map<string, SlotGroup>();

  constructor(emitter: Emitter, ordinals: Ordinals) {
    this.#emitter = emitter;
    this.#ordinals = ordinals;
  }

  settle(match: Match): readonly Alert[] {
    const key = `${match.rule.number}@${match.slot}`;
    let group = this.#groups.get(key);
    if (!group) this.#groups.set(key, (group = new SlotGroup(Number.isNaN(match.slot) ? Number.POSITIVE_INFINITY : match.rule.maxSignals)));
    const refused = group.add(match);
    if (refused) this.#emitter.refuse(refused.match, refused.fate, refused.fate === "capped" ? CAPPED : DUPLICATE);
    return NOTHING;
  }

  expire(): void {}

  *finish(): Iterable<Alert> {
    const kept = [...this.#groups.values()].flatMap((group) => group.kept).sort(compareEmission);
    this.#groups.clear();
    this.#number(kept);
    for (const match of kept) yield* this.#emitter.alerts(match);
  }

  /** Gives equal documents without ids their ordinals, by position. */
  #number(matches: readonly Match[]): void {
    const held = new Set<HeldEvent>();
    for (const match of matches) for (const event of match.group?.events ?? [match.held]) if (event.contentHash !== undefined) held.add(event);
    for (const event of [...held].sort((a, b) => comparePositions(a.origin, b.origin))) this.#ordinals.of(event);
  }
}

/** Slots of a rule are forgotten this long after their end. */
const LIVE_SLOT_MEMORY_MS = 60 * 60_000;

/** Alerts at once, first come first served within a slot: live, nobody waits for the slot to end. */
export class LiveSettler implements Settler {
  readonly #emitter: Emitter;
  readonly #slots = new Map<string, { readonly slot: number; count: number; readonly seen: Set<string> }>();

  constructor(emitter: Emitter) {
    this.#emitter = emitter;
  }

  settle(match: Match): readonly Alert[] {
    const key = `${match.rule.number}@${match.slot}`;
    let entry = this.#slots.get(key);
    if (!entry) this.#slots.set(key, (entry = { slot: match.slot, count: 0, seen: new Set() }));
    const twin = twinKey(match);
    if (twin !== undefined && entry.seen.has(twin)) return this.#refuse(match, "duplicate", DUPLICATE);
    if (!Number.isNaN(match.slot) && entry.count >= match.rule.maxSignals) return this.#refuse(match, "capped", CAPPED);
    entry.count++;
    if (twin !== undefined) entry.seen.add(twin);
    return this.#emitter.alerts(match);
  }

  expire(watermark: number): void {
    for (const [key, { slot }] of this.#slots) if (slot < watermark - LIVE_SLOT_MEMORY_MS) this.#slots.delete(key);
  }

  finish(): Iterable<Alert> {
    return NOTHING;
  }

  #refuse(match: Match, fate: "duplicate" | "capped", reason: string): readonly Alert[] {
    this.#emitter.refuse(match, fate, reason);
    return NOTHING;
  }
}
