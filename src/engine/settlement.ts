import { compareMatches, type Match } from "./match.ts";
import { type Refused, SlotGroup } from "./slot-group.ts";

/** Slots of a rule are forgotten this long after the watermark has passed them. */
const SLOT_MEMORY_MS = 60 * 60_000;

/** Decides which matches of one rule become alerts: each document once, per slot no more than `max_signals`. */
export class Settlement {
  readonly #slots = new Map<number, SlotGroup>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Takes a match to be settled with its slot; gives the one that had to make way, if any. */
  add(match: Match): Refused | undefined {
    return this.#group(match.slot).add(match);
  }

  /** Live: first come, first served. Gives the refusal, or undefined where the match becomes an alert now. */
  offer(match: Match): Refused | undefined {
    return this.#group(match.slot).offer(match);
  }

  /** The earliest slot with matches to settle; those without a time come last. */
  get earliest(): number | undefined {
    let earliest: number | undefined;
    for (const slot of this.#slots.keys()) if (earliest === undefined || slot < earliest) earliest = slot;
    return earliest;
  }

  /** Takes out the matches of all slots up to `slot`, oldest first within each. */
  take(slot: number): readonly Match[] {
    const due = [...this.#slots.entries()].filter(([s]) => s <= slot || (Number.isNaN(s) && slot === Number.POSITIVE_INFINITY)).sort(([a], [b]) => a - b);
    return due.flatMap(([s, group]) => {
      this.#slots.delete(s);
      return [...group.kept].sort(compareMatches);
    });
  }

  /** Live: forgets slots that nothing can touch any more. */
  expire(watermark: number): void {
    for (const slot of this.#slots.keys()) if (slot < watermark - SLOT_MEMORY_MS) this.#slots.delete(slot);
  }

  #group(slot: number): SlotGroup {
    let group = this.#slots.get(slot);
    if (!group) this.#slots.set(slot, (group = new SlotGroup(Number.isNaN(slot) ? Number.POSITIVE_INFINITY : this.#limit)));
    return group;
  }
}
