import type { Scalar } from "../../event/json.ts";

/** What is counted of events that machine learning jobs take, by bucket and keys, without parsing them. Plain data. */
export interface GatheringPlan {
  /** By predicate: the number of the job whose events it finds; -1: none. */
  readonly takers: Int32Array;
  readonly fields: readonly CountedField[];
  readonly jobs: readonly CountedJob[];
}

export interface CountedField {
  readonly path: string;
  /** Of the field from which it is computed where an event lacks it. */
  readonly from: string | undefined;
  /** Only numbers are read of it. */
  readonly numeric: boolean;
}

export interface CountedJob {
  /** Length of its buckets in milliseconds. */
  readonly span: number;
  readonly detectors: readonly CountedDetector[];
}

/** Fields are told by their number, -1: none. */
export interface CountedDetector {
  readonly counts: Counts;
  /** Partition, by and over. Of an event without the first that key is null; without another it is not looked at. */
  readonly keys: readonly [partition: number, by: number, over: number];
  readonly field: number;
  readonly influencers: readonly number[];
}

/** Events, the numbers of the field, its values, those that are numbers, or the times of events. */
export type Counts = "events" | "numbers" | "values" | "numeric values" | "times";

/** More influencers of a job are not told apart. */
export const MOST_INFLUENCERS = 255;

/** Who gathers. */
export interface GatheringHost {
  /** The text that a value of a field stands for; undefined: none. `isFrom`: of the field from which it is computed. */
  textOf(field: number, isFrom: boolean, value: Scalar): string | undefined;
  /** Takes what was counted; the lists may change when this returns. */
  take(counted: Counted): void;
}

/** What was counted. Plain data, read by {@link CountedCells}. */
export interface Counted {
  readonly cells: Int32Array;
  readonly pairs: Int32Array;
  readonly amounts: Float64Array;
  /** By number; 0 stands for null. */
  readonly texts: readonly string[];
}

/** Words of what is counted, as `assembly/cells.ts` has them. */
const CELL_WORDS = 10;
const CELL = { owner: 2, keys: 3, events: 6, lastPair: 7, lastAmount: 8 } as const;
const PAIR_WORDS = 4;
const PAIR = { what: 1, count: 2, before: 3 } as const;
const OWN_VALUE = 255;

/** What was counted, as it can be kept. */
export const copyCounted = ({ cells, pairs, amounts, texts }: Counted): Counted => ({
  cells: cells.slice(),
  pairs: pairs.slice(),
  amounts: amounts.slice(),
  texts: [...texts],
});

/** Goes over the cells of what was counted. */
export class CountedCells {
  readonly #counted: Counted;
  readonly #starts: Float64Array;
  #at = -CELL_WORDS;

  constructor(counted: Counted) {
    const { buffer, byteOffset, length } = counted.cells;
    this.#counted = counted;
    this.#starts = new Float64Array(buffer, byteOffset, length >> 1);
  }

  /** Goes on to the next cell; false behind the last. */
  next(): boolean {
    this.#at += CELL_WORDS;
    return this.#at < this.#counted.cells.length;
  }

  /** When its bucket begins, epoch milliseconds. */
  get start(): number {
    return this.#starts[this.#at >> 1] as number;
  }

  /** Among all detectors of all jobs in order; behind them stand the jobs, whose cells count all events that they take. */
  get owner(): number {
    return this.#word(CELL.owner);
  }

  key(i: number): string | null {
    const text = this.#word(CELL.keys + i);
    return text === 0 ? null : (this.#counted.texts[text] as string);
  }

  get events(): number {
    return this.#word(CELL.events);
  }

  /** The values that the detector counts, and those of influencers by their number, with how often each came. */
  forEachValue(own: (text: string, count: number) => void, influencer: (number: number, text: string, count: number) => void): void {
    const { pairs, texts } = this.#counted;
    for (let pair = this.#word(CELL.lastPair); pair !== 0; ) {
      const at = (pair - 1) * PAIR_WORDS;
      const what = pairs[at + PAIR.what] as number;
      const text = texts[what >> 8] as string;
      const count = pairs[at + PAIR.count] as number;
      if ((what & OWN_VALUE) === OWN_VALUE) own(text, count);
      else influencer(what & OWN_VALUE, text, count);
      pair = pairs[at + PAIR.before] as number;
    }
  }

  /** The numbers of the field, or the times of the events. */
  *amounts(): Generator<number> {
    const { amounts } = this.#counted;
    for (let amount = this.#word(CELL.lastAmount); amount !== 0; ) {
      const at = 2 * (amount - 1);
      yield amounts[at] as number;
      amount = amounts[at + 1] as number;
    }
  }

  #word(i: number): number {
    return this.#counted.cells[this.#at + i] as number;
  }
}
