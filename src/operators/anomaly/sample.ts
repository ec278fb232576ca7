/** Distinct values kept of one bucket and key before a sample of them stands for all. */
export const SAMPLE_VALUES = 4096;

const HASH_RANGE = 2 ** 53;

/**
 * The distinct values of a bucket and how often each came. Past a bound only the values with the smallest hashes stay,
 * whatever order they come in, and the number of distinct ones is estimated from the greatest hash that is left.
 */
export class Sample {
  readonly #counts = new Map<string, number>();
  readonly #limit: number;
  /** Hashes of the values that are kept, once there are too many. */
  #hashes: { readonly value: string; readonly hash: number }[] | undefined;
  #bound = Number.POSITIVE_INFINITY;

  constructor(limit: number = SAMPLE_VALUES) {
    this.#limit = limit;
  }

  add(value: string, count = 1): void {
    const known = this.#counts.get(value);
    if (known !== undefined) this.#counts.set(value, known + count);
    else if (this.#bound === Number.POSITIVE_INFINITY || hashOf(value) < this.#bound) {
      this.#counts.set(value, count);
      if (this.#hashes) this.#insert(value);
      else if (this.#counts.size > this.#limit) this.#thin();
    }
  }

  /** Distinct values, estimated past the bound. */
  get distinct(): number {
    return this.#bound === Number.POSITIVE_INFINITY ? this.#counts.size : Math.round((this.#limit * HASH_RANGE) / this.#bound);
  }

  /** The kept values and their counts, in order of value. */
  entries(): readonly (readonly [value: string, count: number])[] {
    return [...this.#counts].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  }

  save(): readonly [bound: number | null, entries: readonly (readonly [string, number])[]] {
    return [this.#bound === Number.POSITIVE_INFINITY ? null : this.#bound, this.entries()];
  }

  merge([bound, entries]: ReturnType<Sample["save"]>): void {
    if (bound !== null) this.#lower(bound);
    for (const [value, count] of entries) this.add(value, count);
  }

  /** From here on hashes are kept in order: rare, since few buckets have so many values. */
  #thin(): void {
    const hashes = [...this.#counts.keys()].map((value) => ({ value, hash: hashOf(value) })).sort((a, b) => a.hash - b.hash);
    this.#hashes = hashes;
    this.#cut(hashes);
  }

  #insert(value: string): void {
    const hashes = this.#hashes ?? [];
    const hash = hashOf(value);
    let low = 0;
    for (let high = hashes.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((hashes[middle]?.hash ?? 0) < hash) low = middle + 1;
      else high = middle;
    }
    hashes.splice(low, 0, { value, hash });
    this.#cut(hashes);
  }

  #cut(hashes: { readonly value: string; readonly hash: number }[]): void {
    while (hashes.length > this.#limit) {
      const last = hashes.pop();
      if (!last) return;
      this.#counts.delete(last.value);
      this.#bound = last.hash;
    }
  }

  #lower(bound: number): void {
    if (bound >= this.#bound) return;
    if (!this.#hashes)
      this.#hashes = [...this.#counts.keys()].map((value) => ({ value, hash: hashOf(value) })).sort((a, b) => a.hash - b.hash);
    while ((this.#hashes.at(-1)?.hash ?? -1) >= bound) this.#counts.delete(this.#hashes.pop()?.value ?? "");
    this.#bound = bound;
  }
}

/** 53 bits of two mixed 32-bit hashes (FNV-1a with different seeds). */
export function hashOf(text: string): number {
  let a = SEED_A;
  let b = SEED_B;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = mixA(a, unit);
    b = mixB(b, unit);
  }
  return finished(a, b);
}

/** The same of the text that is written by these bytes, all of them ASCII. */
export function hashOfAscii(bytes: Uint8Array, from: number, to: number): number {
  let a = SEED_A;
  let b = SEED_B;
  for (let i = from; i < to; i++) {
    const unit = bytes[i] as number;
    a = mixA(a, unit);
    b = mixB(b, unit);
  }
  return finished(a, b);
}

const SEED_A = 0x811c9dc5;
const SEED_B = 0x9e3779b9;

const mixA = (a: number, unit: number): number => Math.imul(a ^ unit, 0x01000193);

function mixB(b: number, unit: number): number {
  const mixed = Math.imul(b ^ unit, 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}

function finished(a: number, b: number): number {
  let mixed = a ^ (a >>> 16);
  mixed = Math.imul(mixed, 0xc2b2ae35);
  mixed ^= mixed >>> 15;
  return (mixed >>> 11) * 2 ** 32 + (Math.imul(b, 0x27d4eb2f) >>> 0);
}
