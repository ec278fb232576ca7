/** State of one key: when an event last changed it, in order time (epoch milliseconds). */
export interface Touched {
  touched: number;
}

/**
 * State by key, least recently touched first, at most `limit` keys: past it the stalest key is given up and handed to
 * `onEvict`. Remembers which keys changed since they were last drained, once they are drained at all.
 */
export class KeyStore<State extends Touched> {
  readonly #states = new Map<string, State>();
  /** Undefined as long as nobody drains: all there is would have to be told anyway. */
  #dirty: Set<string> | undefined;
  readonly #limit: number;
  readonly #onEvict: (state: State) => void;
  /** No key was last touched before this. Saves walking over the places of deleted keys when nothing can have expired. */
  #stalest = Number.NEGATIVE_INFINITY;

  constructor(limit: number, onEvict: (state: State) => void) {
    this.#limit = limit;
    this.#onEvict = onEvict;
  }

  get size(): number {
    return this.#states.size;
  }

  get(id: string): State | undefined {
    return this.#states.get(id);
  }

  /** Puts the state last and marks it changed. */
  touch(id: string, state: State, time: number): void {
    state.touched = time;
    this.#states.delete(id);
    this.#states.set(id, state);
    this.#dirty?.add(id);
    if (this.#states.size > this.#limit) this.evictStalest();
  }

  /** Marks a key as changed without an event: its place in the order stays. */
  mark(id: string): void {
    this.#dirty?.add(id);
  }

  delete(id: string): void {
    if (this.#states.delete(id)) this.#dirty?.add(id);
  }

  /** Removes every key last touched before `time`, stalest first, and hands over its state. Keys are touched in order of time. */
  expire(time: number, onExpire: (state: State) => void): void {
    if (time <= this.#stalest) return;
    this.#stalest = time;
    for (const [id, state] of this.#states) {
      if (state.touched >= time) {
        this.#stalest = state.touched;
        return;
      }
      this.delete(id);
      onExpire(state);
    }
  }

  values(): IterableIterator<State> {
    return this.#states.values();
  }

  /**
   * Drains the changed keys: each with its state as it is now, or undefined where it is gone. The first call gives all
   * there is. Serialise before the next event.
   */
  changes(): [id: string, state: State | undefined][] {
    const dirty = this.#dirty ?? this.#states.keys();
    const changed = Array.from(dirty, (id): [string, State | undefined] => [id, this.#states.get(id)]);
    this.#dirty = new Set();
    return changed;
  }

  /** Takes over saved states, in any order; nothing is marked as changed. */
  restore(entries: Iterable<readonly [id: string, state: State]>): void {
    const sorted = [...entries].sort((a, b) => a[1].touched - b[1].touched || (a[0] < b[0] ? -1 : 1));
    for (const [id, state] of sorted) this.#states.set(id, state);
    this.#dirty ??= new Set();
    this.#stalest = Number.NEGATIVE_INFINITY;
  }

  /** Gives up the key that was touched longest ago. */
  evictStalest(): void {
    for (const [id, state] of this.#states) {
      this.delete(id);
      this.#onEvict(state);
      return;
    }
  }
}
