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

/** Notes as a sieve wrote them. Plain data. */
export interface WrittenNotes {
  readonly words: Int32Array;
  /** Where in the sieve's memory their block stood. */
  readonly block: number;
}

/** Where notes stand, as words. */
interface NoteSource {
  readonly words: Int32Array;
  readonly first: number;
  end(): number;
  forget(): void;
}

/** Goes through notes: it is itself the note at hand. */
export class LineNotes implements LineNote {
  readonly #source: NoteSource;
  readonly #block: number;
  readonly #doubles: Float64Array;
  #next: number;
  readonly words: Int32Array;
  start = 0;
  end = 0;
  line = 0;
  digest = 0;
  time = 0;
  from = 0;
  to = 0;

  private constructor(source: NoteSource, block: number) {
    const { words, first } = source;
    this.#source = source;
    this.#block = block;
    this.words = words;
    this.#doubles = new Float64Array(words.buffer, 0, words.buffer.byteLength >> 3);
    this.#next = first;
  }

  /**
   * Those that a sieve makes.
   * @param block where blocks of lines are put
   */
  static ofSieve(exports: SieveExports, block: number): LineNotes {
    const first = exports.notesAt() >> 2;
    const words = new Int32Array(exports.memory.buffer);
    return new LineNotes({ words, first, end: () => first + (exports.notedBytes() >> 2), forget: () => exports.forgetNotes() }, block);
  }

  /** Those that {@link take} gave. */
  static ofWords({ words, block }: WrittenNotes): LineNotes {
    return new LineNotes({ words, first: 0, end: () => words.length, forget: () => undefined }, block);
  }

  /** Goes on to the next note; false behind the last one, and all are forgotten then. */
  next(): boolean {
    const at = this.#next;
    if (at === this.#source.end()) {
      this.#forget();
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

  /** All that are still to come, as they are written; undefined where there are none. */
  take(): WrittenNotes | undefined {
    const end = this.#source.end();
    const words = this.words.slice(this.#next, end);
    this.#forget();
    return words.length === 0 ? undefined : { words, block: this.#block };
  }

  #forget(): void {
    this.#next = this.#source.first;
    this.#source.forget();
  }
}
