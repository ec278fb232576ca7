import type { Scalar } from "../../event/json.ts";
import type { Counted } from "./counted.ts";

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
  /** Which texts are read as they are written: none, all, or IPv4 addresses; and how long they may be. */
  readonly literal: "none" | "all" | "addresses";
  readonly longest: number;
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
