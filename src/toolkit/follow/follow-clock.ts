/**
 * The time that a follower's engine goes by: that of the events, moved on by the wall clock while none come. So a log that
 * is written with a delay, or was written long ago, loses nothing to lateness. Epoch milliseconds throughout.
 */
export class FollowClock {
  readonly #wall: () => number;
  /** The event time that is furthest ahead, and when it was read. */
  #anchor: { readonly time: number; readonly at: number } | undefined;

  /** @param time what an earlier run had come to */
  constructor(wall: () => number, time: number | undefined) {
    this.#wall = wall;
    if (time !== undefined) this.#anchor = { time, at: wall() };
  }

  get wall(): number {
    return this.#wall();
  }

  /** An event of this time was read; one that is ahead of the wall clock counts as of now. Gives the time it counts for. */
  see(time: number): number {
    const at = this.#wall();
    const seen = Math.min(time, at);
    if (!this.#anchor || seen > this.now) this.#anchor = { time: seen, at };
    return seen;
  }

  /** The wall clock's time until there was an event. */
  get now(): number {
    const wall = this.#wall();
    return this.#anchor ? Math.min(wall, this.#anchor.time + Math.max(0, wall - this.#anchor.at)) : wall;
  }
}
