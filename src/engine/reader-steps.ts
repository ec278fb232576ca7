import type { Lane } from "./lane.ts";
import { slotAt, windowLength } from "./slots.ts";

/**
 * How far the rules with state that read alerts are run together. An alert is an event of the time after its slot, so
 * that none of them may be past a slot before all alerts of that slot are made: they go slot by slot, and from where
 * nothing can come to pass any more straight to the next hit.
 */
export class ReaderSteps {
  readonly lanes: readonly Lane[];
  readonly #longest: number;
  #watermark = Number.NEGATIVE_INFINITY;
  /** Nothing can come to pass past this and the longest window. */
  #active = Number.NEGATIVE_INFINITY;

  constructor(lanes: readonly Lane[]) {
    this.lanes = lanes;
    this.#longest = Math.max(0, ...lanes.map(({ rule }) => windowLength(rule.window) + rule.window.interval));
  }

  /** Goes on from where an earlier engine was (epoch milliseconds; NaN where it had no clock yet). */
  resume(watermark: number): void {
    if (this.#watermark > Number.NEGATIVE_INFINITY || Number.isNaN(watermark)) return;
    this.#watermark = watermark;
    this.#active = watermark;
  }

  /** The next slot in which one of them may alert, or take a hit; infinite where nothing is left. */
  next(): number {
    const quiet = this.#active === Number.NEGATIVE_INFINITY || this.#watermark > this.#active + this.#longest;
    const from = quiet ? this.#nextHit() : this.#watermark;
    return from === Number.POSITIVE_INFINITY ? from : Math.min(...this.lanes.map(({ rule }) => slotAt(from, rule.window.interval)));
  }

  /** Notes that all lanes are now run up to a time. */
  pass(watermark: number): void {
    if (watermark <= this.#watermark) return;
    if (this.#nextHit() < watermark) this.#active = watermark;
    this.#watermark = watermark;
  }

  #nextHit(): number {
    return Math.min(...this.lanes.map((lane) => lane.next()));
  }
}
