import { entersAt } from "./slots.ts";
import type { RuleWindow } from "./window.ts";

/** Something that is judged at slots. */
export interface Waiting {
  /** The slot it waits for, or the last one it was judged at. */
  due: number;
}

/**
 * Goes from slot to slot as time passes the ends of their windows, but only to slots that something waits for. Since
 * events come in order of time, that is one slot at any moment: the first that sees the latest event.
 */
export class SlotSweep<Item extends Waiting> {
  readonly #window: RuleWindow;
  readonly #judge: (slot: number, items: readonly Item[]) => void;
  #slot = Number.NEGATIVE_INFINITY;
  #items: Item[] = [];

  /** `judge` gets what waits for a slot, each once; it may let items wait for the next with {@link again}. */
  constructor(window: RuleWindow, judge: (slot: number, items: readonly Item[]) => void) {
    this.#window = window;
    this.#judge = judge;
  }

  /** The item has changed with an event of this time, up to which slots were passed: it is judged at the first slot that sees it. */
  add(item: Item, time: number): void {
    if (this.#items.length === 0) this.#slot = Math.max(this.#slot, entersAt(this.#window, time));
    this.again(item);
  }

  /** The item is judged at the next slot. */
  again(item: Item): void {
    if (item.due === this.#slot) return;
    item.due = this.#slot;
    this.#items.push(item);
  }

  /** Every event before `time` is in: judges the slots whose windows end before it. */
  pass(time: number): void {
    while (this.#items.length > 0 && this.#slot + this.#window.to < time) {
      const items = this.#items;
      const slot = this.#slot;
      this.#items = [];
      this.#slot += this.#window.interval;
      this.#judge(slot, items);
    }
  }

  /** Takes over what another sweep was given. All of it is judged at the latest slot; where it was already, that must change nothing. */
  restore(items: readonly Item[]): void {
    for (const { due } of items) this.#slot = Math.max(this.#slot, due);
    for (const item of items) item.due = this.#slot;
    this.#items = [...items];
  }
}
