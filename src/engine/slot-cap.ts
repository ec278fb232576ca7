/** Counts what a slot has taken; slots come in rising order, several at a time. */
export class SlotCap {
  readonly #limit: number;
  readonly #taken = new Map<number, number>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** False where the slot is full. */
  take(slot: number): boolean {
    const taken = this.#taken.get(slot) ?? 0;
    if (taken === 0) for (const earlier of this.#taken.keys()) if (earlier < slot) this.#taken.delete(earlier);
    this.#taken.set(slot, taken + 1);
    return taken < this.#limit;
  }
}
