import type { Lane } from "./lane.ts";

/** Hits that may wait for the clock, of all rules together: some hundred megabytes. */
const MAX_WAITING_HITS = 1_000_000;
/** What is left waiting once some had to go early. */
const RELIEF = 0.9;

/** Bounds the hits that wait for the clock (live): past the bound the oldest are run before their time, and what comes later for them is late. */
export class Pressure {
  readonly #limit: number;
  /** How often hits were run early. */
  relieved = 0;

  constructor(limit: number = MAX_WAITING_HITS) {
    this.#limit = limit;
  }

  /** Up to where hits must be run now, in epoch milliseconds; -Infinity where all may wait. */
  watermark(lanes: readonly (Lane | undefined)[]): number {
    const slices = new Map<number, number>();
    let waiting = 0;
    for (const lane of lanes)
      for (const [end, hits] of lane?.slices() ?? []) {
        slices.set(end, (slices.get(end) ?? 0) + hits);
        waiting += hits;
      }
    if (waiting <= this.#limit) return Number.NEGATIVE_INFINITY;
    this.relieved++;
    let watermark = Number.NEGATIVE_INFINITY;
    for (const [end, hits] of [...slices].sort(([a], [b]) => a - b)) {
      if (waiting <= this.#limit * RELIEF) break;
      waiting -= hits;
      watermark = end;
    }
    return watermark;
  }
}
