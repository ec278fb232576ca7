import type { SieveExports } from "./sieve-module.ts";

/** A line that was noted: where it stands in its block, and what it was noted as. */
export interface LineNote {
  readonly start: number;
  readonly end: number;
  /** From 1. */
  readonly line: number;
  /** Tells its bytes from others. */
  readonly digest: number;
  /** Of the first of the sieve's times, epoch milliseconds. */
  readonly time: number;
  /** The words `[from, to)`: of each sight its number, and the hash of its key; 0 where that has none. */
  readonly words: Int32Array;
  readonly from: number;
  readonly to: number;
}

/** Words of a note, as `assembly/sights.ts` has them. */
const WORD = { start: 0, end: 1, line: 2, digest: 3, time: 2, count: 6 } as const;
const HEAD = 8;

/** Goes through what a sieve has noted: it is itself the note at hand. */
export class LineNotes implements LineNote {
  readonly #exports: SieveExports;
  readonly #block: number;
  readonly #doubles: Float64Array;
  readonly #first: number;
  #next: number;
  readonly words: Int32Array;
  start = 0;
  end = 0;
  line = 0;
  digest = 0;
  time = 0;
  from = 0;
  to = 0;

  /** @param block where blocks of lines are put */
  constructor(exports: SieveExports, block: number) {
    this.#exports = exports;
    this.#block = block;
    this.words = new Int32Array(exports.memory.buffer);
    this.#doubles = new Float64Array(exports.memory.buffer);
    this.#first = exports.notesAt() >> 2;
    this.#next = this.#first;
  }

  /** Goes on to the next note; false behind the last one, and all are forgotten then. */
  next(): boolean {
    const at = this.#next;
    if (at === this.#first + (this.#exports.notedBytes() >> 2)) {
      this.#next = this.#first;
      this.#exports.forgetNotes();
      return false;
    }
    const { words } = this;
    this.start = (words[at + WORD.start] as number) - this.#block;
    this.end = (words[at + WORD.end] as number) - this.#block;
    this.line = words[at + WORD.line] as number;
    this.digest = (words[at + WORD.digest] as number) >>> 0;
    this.time = this.#doubles[(at >> 1) + WORD.time] as number;
    this.from = at + HEAD;
    this.to = this.from + 2 * (words[at + WORD.count] as number);
    this.#next = this.to;
    return true;
  }
}
