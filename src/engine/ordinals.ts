import type { HeldEvent } from "./arena.ts";

/** Distinct contents remembered; past it the numbering starts anew. Live only: a batch numbers what it holds. */
const MAX_REMEMBERED = 1_000_000;

/** Numbers documents that came without an id among equal ones, in the order they are asked for. */
export class Ordinals {
  #next = new Map<string, number>();
  readonly #given = new WeakMap<HeldEvent, number>();

  of(held: HeldEvent): number {
    const given = this.#given.get(held);
    if (given !== undefined || held.contentHash === undefined) return given ?? 0;
    if (this.#next.size >= MAX_REMEMBERED) this.#next = new Map();
    const ordinal = this.#next.get(held.contentHash) ?? 0;
    this.#next.set(held.contentHash, ordinal + 1);
    this.#given.set(held, ordinal);
    return ordinal;
  }

  /** The number given already; 0 where none was. */
  peek(held: HeldEvent): number {
    return this.#given.get(held) ?? 0;
  }
}
