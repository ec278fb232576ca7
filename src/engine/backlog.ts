/** Events of this many following offsets are looked at together. */
const BLOCK = 512;

/**
 * From which offset on there are events that wait for the clock. Kept by block of offsets: the latest time that one of
 * the block's hits waits for.
 */
export class Backlog {
  readonly #latest = new Map<number, number>();

  /** A hit of the event at `offset` waits until the clock has passed `time`. */
  note(offset: number, time: number): void {
    const block = Math.floor(offset / BLOCK);
    const latest = this.#latest.get(block);
    if (latest === undefined || latest < time) this.#latest.set(block, time);
  }

  /** The first offset of the first block that still waits at a watermark. */
  from(watermark: number): number | undefined {
    let first: number | undefined;
    for (const [block, latest] of this.#latest) {
      if (latest < watermark) this.#latest.delete(block);
      else if (first === undefined || block < first) first = block;
    }
    return first === undefined ? undefined : first * BLOCK;
  }
}
