import type { DetectorSide } from "../../plan/job-plan.ts";
import type { Tally } from "./tally.ts";

/**
 * What a detector looks at in a bucket: one function a file, one line in `functions/table.ts`. `docs/machine-learning.md`
 * says what each means; a test holds that page and the table together.
 */
export interface DetectorFunction<T extends Tally = Tally> {
  /** Without its side: `count`. */
  readonly name: string;
  /** Sides it may be written with: `high_`, `low_` or none. */
  readonly sides: readonly DetectorSide[];
  /** What its `field_name` holds; `none`: it has no field. */
  readonly field: "none" | "number" | "text";
  /** What its values are compared with. `amount`: numbers of earlier buckets; `rarity`: how often values came; `clock`: times of the day or week. */
  readonly model: "amount" | "rarity" | "clock";
  /** What a bucket without an event of a known key means: a zero, or nothing. */
  readonly silence: "zero" | "nothing";
  /** Whole numbers of independent events: no count is rarer than chance alone makes it. */
  readonly counts?: true;
  /** Of `clock`: length of the period and when one began, in milliseconds from the epoch. */
  readonly period?: { readonly length: number; readonly start: number };
  tally(): T;
  /** The bucket's value; undefined where the tally holds none. */
  value(tally: T): number | undefined;
}

/** Gives the function its own tally's type and forgets it: who runs functions hands each its own tallies. */
export const defineFunction = <T extends Tally>(definition: DetectorFunction<T>): DetectorFunction => definition;

export const ALL_SIDES: readonly DetectorSide[] = ["both", "high", "low"];
export const NO_SIDE: readonly DetectorSide[] = ["both"];
