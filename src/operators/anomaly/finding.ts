import type { Cell } from "./cell.ts";

/** What a detector found about one key in one bucket. */
export interface Finding {
  readonly cell: Pick<Cell, "id" | "partition" | "by" | "over">;
  /** The cells whose events it is about: one, or those of a member's values. */
  readonly cells: readonly Pick<Cell, "influencers">[];
  /** Of something at least as unusual. */
  readonly probability: number;
  readonly actual: number;
  readonly typical: number;
  /** What is unusual, in a sentence without a final stop; asked for only where it is told. */
  readonly words: () => string;
  /** Of a member of a population: the values that are unusual about it. */
  readonly causes?: readonly {
    readonly by: string | null;
    readonly probability: number;
    readonly actual: number;
    readonly typical: number;
  }[];
}

/** What is known of a bucket as a whole. */
export interface BucketInfo {
  /** Epoch milliseconds. */
  readonly start: number;
  readonly span: number;
  /** Its end has not come: more events may have been to come, so that little is no surprise. */
  readonly unfinished: boolean;
}

/** The model of one detector. Buckets come in order; of each the cells in order of their ids. */
export interface DetectorModel {
  /** Judges a bucket by those before it, then learns it. */
  close(bucket: BucketInfo, cells: readonly Cell[]): readonly Finding[];
  /** A bucket without cells can be a finding. */
  readonly minds: boolean;
  changes(): readonly (readonly [key: string, state: unknown])[];
  restore(entries: Iterable<readonly [key: string, state: unknown]>): void;
  /** Keys in memory, and keys given up because there were too many. */
  readonly live: number;
  readonly evicted: number;
}

/** Keys of one detector's model: the one without events for longest is given up. */
export const MAX_KEYS = 200_000;
