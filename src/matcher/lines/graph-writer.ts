/** What is read in one go past the end of a text. */
const SLACK = 16;

/**
 * Writes the parts of a graph one behind the other into a piece of memory; what it tells are distances from its
 * beginning. Once it is full nothing more is written, and what was told last means nothing.
 */
export class GraphWriter {
  readonly #words: Int32Array;
  readonly #doubles: Float64Array;
  readonly #bytes: Uint8Array;
  /** Nothing stands at 0, which means «none». */
  #end = 16;
  #full = false;
  readonly #texts = new Map<string, number>();
  readonly #counts = new Map<number, number>();

  constructor(buffer: ArrayBuffer, start: number, room: number) {
    this.#words = new Int32Array(buffer, start, room / 4);
    this.#doubles = new Float64Array(buffer, start, room / 8);
    this.#bytes = new Uint8Array(buffer, start, room);
  }

  get isFull(): boolean {
    return this.#full;
  }

  /** Whole numbers of 32 bits. */
  words(words: readonly number[]): number {
    const at = this.#take(4 * words.length, 4);
    if (!this.#full) this.#words.set(words, at >> 2);
    return at;
  }

  /** 64 bits each: what stands before them, then the doubles. */
  doubles(words: readonly number[], doubles: readonly number[]): number {
    const start = Math.ceil(words.length / 2) * 8;
    const at = this.#take(start + 8 * doubles.length, 8);
    if (this.#full) return at;
    this.#words.set(words, at >> 2);
    this.#doubles.set(doubles, (at + start) >> 3);
    return at;
  }

  raw(bytes: Uint8Array): number {
    const at = this.#take(bytes.length, 8);
    if (!this.#full) this.#bytes.set(bytes, at);
    return at;
  }

  /** An ASCII text behind its length; equal ones stand there once. */
  text(text: string): number {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const at = this.#take(4 + text.length, 4);
    if (this.#full) return at;
    this.#words[at >> 2] = text.length;
    for (let i = 0; i < text.length; i++) this.#bytes[at + 4 + i] = text.charCodeAt(i);
    this.#texts.set(text, at);
    return at;
  }

  /** How often this was asked of the same number before. */
  count(number: number): number {
    const before = this.#counts.get(number) ?? 0;
    this.#counts.set(number, before + 1);
    return before;
  }

  #take(size: number, alignment: number): number {
    const at = (this.#end + alignment - 1) & -alignment;
    if (at + size + SLACK > this.#bytes.length) this.#full = true;
    else this.#end = at + size;
    return at;
  }
}
