/** Bits for each key at the least. */
const BITS_A_KEY = 8;
const FEWEST_BITS = 1 << 10;
const MOST_BITS = 1 << 22;

/** Tells of most hashes of keys that they are not among those that were added. It may say yes wrongly, never no. */
export class KeyFilter {
  readonly #bits: Int32Array;
  readonly #mask: number;
  #room: number;

  private constructor(bits: number) {
    this.#bits = new Int32Array(bits >> 5);
    this.#mask = bits - 1;
    this.#room = bits / BITS_A_KEY;
  }

  /** With room for twice as many. */
  static of(hashes: Iterable<number>, count: number): KeyFilter {
    let bits = FEWEST_BITS;
    while (bits < 2 * BITS_A_KEY * count && bits < MOST_BITS) bits *= 2;
    const filter = new KeyFilter(bits);
    for (const hash of hashes) filter.add(hash);
    return filter;
  }

  /** Adds a hash (32 bits), which may be there already; whether it is time for a larger one. */
  add(hash: number): boolean {
    const bit = this.#bitOf(hash);
    const word = this.#bits[bit >> 5] as number;
    if (((word >>> (bit & 31)) & 1) === 1) return false;
    this.#bits[bit >> 5] = word | (1 << (bit & 31));
    return --this.#room === 0 && this.#mask < MOST_BITS - 1;
  }

  mayHave(hash: number): boolean {
    const bit = this.#bitOf(hash);
    return (((this.#bits[bit >> 5] as number) >>> (bit & 31)) & 1) === 1;
  }

  #bitOf(hash: number): number {
    return (hash ^ (hash >>> 16)) & this.#mask;
  }
}
