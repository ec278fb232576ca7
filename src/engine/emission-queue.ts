import type { Emission } from "./emitter.ts";

/**
 * Alerts that wait to be shown to the rules that read alerts, in order of slot: a stream that is in order already, and
 * what the readers themselves add. Those of events without a time come last.
 */
export class EmissionQueue {
  readonly #stream: Iterator<Emission>;
  #head: IteratorResult<Emission>;
  #added: Emission[] = [];

  constructor(ordered: Iterable<Emission>) {
    this.#stream = ordered[Symbol.iterator]();
    this.#head = this.#stream.next();
  }

  /** The slot of the next one; infinite where there is none. */
  get earliest(): number {
    return Math.min(this.#headSlot(), this.#addedSlot());
  }

  /** Adds alerts in order, none earlier than what was taken. */
  push(emissions: Iterable<Emission>): void {
    this.#added.push(...emissions);
    this.#added.sort((a, b) => orEnd(a.slot) - orEnd(b.slot));
  }

  shift(): Emission | undefined {
    if (this.#addedSlot() < this.#headSlot()) return this.#added.shift();
    if (this.#head.done) return this.#added.shift();
    const emission = this.#head.value;
    this.#head = this.#stream.next();
    return emission;
  }

  #headSlot(): number {
    return this.#head.done ? Number.POSITIVE_INFINITY : orEnd(this.#head.value.slot);
  }

  #addedSlot(): number {
    const [first] = this.#added;
    return first ? orEnd(first.slot) : Number.POSITIVE_INFINITY;
  }
}

const orEnd = (slot: number): number => (Number.isNaN(slot) ? Number.MAX_SAFE_INTEGER : slot);
