import { entersAt, leavesAt } from "../slots.ts";
import type { RuleWindow } from "../window.ts";

/** Events that no slot tells apart: the first and the last slot whose window has them. */
export interface Pane {
  readonly enters: number;
  readonly leaves: number;
}

/**
 * Goes through the slots at which a window is judged: those at which something entered or left it, or, where the query
 * reads the clock, all as long as something is in it.
 */
export class WindowClock {
  readonly #window: RuleWindow;
  readonly #always: boolean;
  readonly #judge: (slot: number) => void;
  /** In order; those that have left are gone once that was judged. */
  #panes: Pane[] = [];
  #done = Number.NEGATIVE_INFINITY;
  /** The first slot that sees what was added since. */
  #entering = Number.POSITIVE_INFINITY;

  constructor(window: RuleWindow, always: boolean, judge: (slot: number) => void) {
    this.#window = window;
    this.#always = always;
    this.#judge = judge;
  }

  /** The last slot that was judged. */
  get done(): number {
    return this.#done;
  }

  /** The pane of an event at that time; undefined where no window has it. */
  paneOf(time: number): Pane | undefined {
    const enters = entersAt(this.#window, time);
    const leaves = leavesAt(this.#window, time);
    if (leaves < enters) return undefined;
    const last = this.#panes.at(-1);
    return last?.enters === enters && last.leaves === leaves ? last : { enters, leaves };
  }

  /** Something of the pane is in the window; panes come in order of time. */
  add(pane: Pane): void {
    if (this.#panes.at(-1) === pane) return;
    this.#panes.push(pane);
    this.#entering = Math.min(this.#entering, pane.enters);
  }

  /** Every event before `time` is in: judges the slots whose windows end before it. */
  pass(time: number): void {
    for (let slot = this.#next(); slot + this.#window.to < time; slot = this.#next()) {
      this.#done = slot;
      this.#entering = Number.POSITIVE_INFINITY;
      this.#judge(slot);
      let gone = 0;
      while (gone < this.#panes.length && (this.#panes[gone] as Pane).leaves < slot) gone++;
      if (gone > 0) this.#panes.splice(0, gone);
    }
  }

  /** Takes over where another clock was; `panes` in any order. */
  restore(done: number, panes: Iterable<Pane>): void {
    this.#done = done;
    const distinct = new Map(Array.from(panes, (pane) => [`${pane.enters}:${pane.leaves}`, pane]));
    this.#panes = [...distinct.values()]
      .filter(({ leaves }) => leaves + this.#window.interval > done)
      .sort((a, b) => a.enters - b.enters || a.leaves - b.leaves);
    this.#entering = this.#panes.find(({ enters }) => enters > done)?.enters ?? Number.POSITIVE_INFINITY;
  }

  #next(): number {
    const [oldest] = this.#panes;
    if (!oldest) return Number.POSITIVE_INFINITY;
    const again = this.#always && oldest.enters <= this.#done ? this.#done + this.#window.interval : Number.POSITIVE_INFINITY;
    return Math.min(this.#entering, oldest.leaves + this.#window.interval, again);
  }
}
