const SLOTS = 1 << 13;

/** Remembers the answers to questions about two numbers of 32 bits that were asked last: most come again and again. */
export class PairMemo {
  readonly #answer: (a: number, b: number) => boolean;
  readonly #firsts = new Int32Array(SLOTS);
  readonly #seconds = new Int32Array(SLOTS);
  /** By slot: 0 where it is free, 1 for no, 2 for yes. */
  readonly #answers = new Uint8Array(SLOTS);

  /** @param answer that is the same whenever the same is asked */
  constructor(answer: (a: number, b: number) => boolean) {
    this.#answer = answer;
  }

  ask(a: number, b: number): boolean {
    const slot = (Math.imul(a, 0x9e3779b1) ^ b ^ (b >>> 15)) & (SLOTS - 1);
    if (this.#answers[slot] === 0 || this.#firsts[slot] !== (a | 0) || this.#seconds[slot] !== (b | 0)) {
      this.#answers[slot] = this.#answer(a, b) ? 2 : 1;
      this.#firsts[slot] = a;
      this.#seconds[slot] = b;
    }
    return this.#answers[slot] === 2;
  }
}
