import type { SlotTally } from "./suppress-state.ts";

/** The key the tallies are kept under; instance ids are hex. */
export const TALLIES_KEY = "slots";

/** Slots that are counted at once; only live, where candidates come late, there is more than one. */
const MAX_SLOTS = 64;

/** Counts new alerts and candidates by slot against their bounds. */
export class SlotTallies {
  readonly #slots = new Map<number, SlotTally>();
  readonly #maxAlerts: number;
  readonly #maxCandidates: number;
  #changed = false;

  constructor(maxAlerts = Number.POSITIVE_INFINITY, maxCandidates = Number.POSITIVE_INFINITY) {
    this.#maxAlerts = maxAlerts;
    this.#maxCandidates = maxCandidates;
  }

  /** Whether the slot may have one more candidate; counts it. */
  admit(slot: number): boolean {
    if (this.#maxCandidates === Number.POSITIVE_INFINITY) return true;
    const tally = this.#of(slot);
    if (tally.candidates >= this.#maxCandidates) return false;
    tally.candidates++;
    return true;
  }

  /** Whether the slot may have one more alert; counts it. */
  alert(slot: number): boolean {
    if (this.#maxAlerts === Number.POSITIVE_INFINITY) return true;
    const tally = this.#of(slot);
    if (tally.alerts >= this.#maxAlerts) return false;
    tally.alerts++;
    return true;
  }

  forgetBefore(slot: number): void {
    for (const known of this.#slots.keys()) {
      if (known >= slot) continue;
      this.#slots.delete(known);
      this.#changed = true;
    }
  }

  /** The tallies if they changed since the last call. */
  change(): readonly (readonly [slot: number, tally: SlotTally])[] | undefined {
    if (!this.#changed) return undefined;
    this.#changed = false;
    return [...this.#slots].map(([slot, tally]) => [slot, { ...tally }] as const);
  }

  restore(state: unknown): void {
    this.#slots.clear();
    for (const [slot, tally] of (state ?? []) as [number, SlotTally][]) this.#slots.set(slot, { ...tally });
  }

  /** The tally of a slot, about to change. */
  #of(slot: number): SlotTally {
    this.#changed = true;
    const known = this.#slots.get(slot);
    if (known) return known;
    const tally = { alerts: 0, candidates: 0 };
    this.#slots.set(slot, tally);
    if (this.#slots.size > MAX_SLOTS) this.#slots.delete(Math.min(...this.#slots.keys()));
    return tally;
  }
}
