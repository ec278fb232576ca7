/** A forward jump larger than this is not believed at once. */
const JUMP_MS = 60_000;
/** A jump that lasts this long is a clock that was set right. */
const SETTLE_MS = 5 * 60_000;

/**
 * The time that the engine goes by: the wall clock, but never backwards, and a leap forward (a wrong clock, a machine that
 * slept) only once it has lasted: an hour that never passed would make every event of it late.
 */
export interface ServiceClock {
  /** Epoch milliseconds. */
  now(): number;
  /** The wall clock is away from where it should be by so many milliseconds; 0 where all is well. */
  readonly skew: number;
}

/** @param steady milliseconds from any start that no clock setting changes */
export function createServiceClock(wall: () => number = Date.now, steady: () => number = () => performance.now()): ServiceClock {
  let last = wall();
  let lastSteady = steady();
  let jumpedAt: number | undefined;
  let skew = 0;
  return {
    now() {
      const steadyNow = steady();
      const expected = last + (steadyNow - lastSteady);
      const seen = wall();
      skew = Math.abs(seen - expected) > JUMP_MS ? seen - expected : 0;
      if (skew === 0) jumpedAt = undefined;
      else jumpedAt ??= steadyNow;
      const isSettled = jumpedAt !== undefined && steadyNow - jumpedAt > SETTLE_MS;
      const next = skew === 0 || (skew > 0 && isSettled) ? seen : expected;
      if (isSettled) jumpedAt = undefined;
      last = Math.max(last, Math.round(next));
      lastSteady = steadyNow;
      return last;
    },
    get skew() {
      return skew;
    },
  };
}
