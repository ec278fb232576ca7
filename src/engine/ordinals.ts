import type { HeldEvent } from "./arena.ts";
import type { Journal } from "./state/journal.ts";

/** Distinct contents remembered; past it the numbering starts anew. Live only: a batch numbers what it holds. */
const MAX_REMEMBERED = 1_000_000;

/** Numbers documents that came without an id among equal ones, in the order they are asked for. */
export class Ordinals {
  #next = new Map<string, number>();
  readonly #journal: Journal;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  restore(hash: string, next: number): void {
    this.#next.set(hash, next);
  }

  /** Marks everything as changed: the journal has just begun. */
  markAll(): void {
    for (const hash of this.#next.keys()) this.#mark(hash);
  }

  of(held: HeldEvent): number {
    if (held.ordinal !== undefined || held.contentHash === undefined) return held.ordinal ?? 0;
    if (this.#next.size >= MAX_REMEMBERED) this.#next = new Map();
    const ordinal = this.#next.get(held.contentHash) ?? 0;
    this.#next.set(held.contentHash, ordinal + 1);
    held.ordinal = ordinal;
    this.#mark(held.contentHash);
    return ordinal;
  }

  #mark(hash: string): void {
    if (this.#journal.active) this.#journal.mark("", "ordinal", hash, () => this.#next.get(hash));
  }

  /** The number given already; 0 where none was. */
  peek(held: HeldEvent): number {
    return held.ordinal ?? 0;
  }
}
