import type { SieveExports } from "./sieve-module.ts";

/** Words of a note, as `assembly/sights.ts` has them: its time is a double, and behind the head stand its sights. */
const WORD = { start: 0, end: 1, line: 2, digest: 3, time: 4, count: 6 } as const;
const HEAD = 8;

/** Notes of lines as a sieve writes them, one behind the other: the words `[from, to)`. Plain data. */
export interface WrittenNotes {
  readonly words: Int32Array;
  readonly from: number;
  readonly to: number;
  /** Where in the sieve's memory their block stood. */
  readonly block: number;
}

/** A line that is noted by itself. */
export interface LineNote {
  readonly length: number;
  readonly digest: number;
  /** Epoch milliseconds. */
  readonly time: number;
  /** Of each sight its number, and the hash of its key. */
  readonly sights: readonly number[];
}

/**
 * Takes the notes that a sieve has made, which are valid until it goes on; undefined where there are none.
 * @param block where blocks of lines are put
 */
export function notesOf(exports: SieveExports, block: number): () => WrittenNotes | undefined {
  const from = exports.notesAt() >> 2;
  const words = new Int32Array(exports.memory.buffer);
  return () => {
    const to = from + (exports.notedBytes() >> 2);
    if (to === from) return undefined;
    exports.forgetNotes();
    return { words, from, to, block };
  };
}

/** The same notes in words of their own. */
export const copyNotes = ({ words, from, to, block }: WrittenNotes): WrittenNotes => ({
  words: words.slice(from, to),
  from: 0,
  to: to - from,
  block,
});

/** Writes a note of a line that begins at 0 and has the number 0. */
export function writeNote({ length, digest, time, sights }: LineNote): WrittenNotes {
  const words = new Int32Array(HEAD + sights.length);
  words[WORD.end] = length;
  words[WORD.digest] = digest;
  new Float64Array(words.buffer)[WORD.time >> 1] = time;
  words[WORD.count] = sights.length >> 1;
  words.set(sights, HEAD);
  return { words, from: 0, to: words.length, block: 0 };
}

/** Goes through written notes. */
export class NoteReader {
  readonly words: Int32Array;
  readonly #doubles: Float64Array;
  #at = 0;
  /** The words `[from, to)`: of each sight of the note at hand its number, and the hash of its key; 0 where that has none. */
  from = 0;
  to = 0;

  /** @param words that begin with their buffer */
  constructor(words: Int32Array) {
    this.words = words;
    this.#doubles = new Float64Array(words.buffer, 0, words.buffer.byteLength >> 3);
  }

  /** Goes to the note that begins at this word. The next one begins at `to`. */
  goTo(at: number): void {
    this.#at = at;
    this.from = at + HEAD;
    this.to = this.from + 2 * (this.words[at + WORD.count] as number);
  }

  /** Where the line begins in the sieve's memory. */
  get start(): number {
    return this.words[this.#at + WORD.start] as number;
  }

  get end(): number {
    return this.words[this.#at + WORD.end] as number;
  }

  /** In its block, from 1. */
  get line(): number {
    return this.words[this.#at + WORD.line] as number;
  }

  /** Tells the line's bytes from others. */
  get digest(): number {
    return (this.words[this.#at + WORD.digest] as number) >>> 0;
  }

  /** Of the first of the sieve's times, epoch milliseconds. */
  get time(): number {
    return this.#doubles[(this.#at + WORD.time) >> 1] as number;
  }
}
