/** One event in so many is timed: a prime, so that no pattern in the input keeps step with it. */
const EVERY = 61;

/** Milliseconds from any start. */
export type Clock = () => number;

/**
 * What the tests of each predicate cost, from those of one event in {@link EVERY}: the others are taken to cost the same. What
 * predicates share is charged to the first that asks for it; finding the candidates is charged to none.
 */
export class Meter {
  readonly #clock: Clock;
  #spent: Float64Array;
  /** By predicate: its longest sample, which counts nothing. It is a pause of the machine, or the code's first run. */
  readonly #longest: Float64Array;
  /** What asking the clock twice takes by itself. */
  readonly #idle: number;
  #left = EVERY;
  /** Whether this event's tests are to be timed. */
  timing = false;

  constructor(size: number, clock: Clock) {
    this.#clock = clock;
    this.#spent = new Float64Array(size);
    this.#longest = new Float64Array(size);
    this.#idle = idleTime(clock);
  }

  /** Another event. */
  next(): void {
    this.timing = --this.#left === 0;
    if (this.timing) this.#left = EVERY;
  }

  time(predicate: number, test: () => boolean): boolean {
    const begun = this.#clock();
    const verdict = test();
    const taken = Math.max(0, this.#clock() - begun - this.#idle);
    const longest = this.#longest[predicate] as number;
    this.#longest[predicate] = Math.max(longest, taken);
    this.#spent[predicate] = (this.#spent[predicate] as number) + Math.min(longest, taken) * EVERY;
    return verdict;
  }

  /** Milliseconds by predicate since this was last asked. */
  take(): Float64Array {
    const spent = this.#spent;
    this.#spent = new Float64Array(spent.length);
    return spent;
  }
}

const TRIALS = 200;

function idleTime(clock: Clock): number {
  const begun = clock();
  for (let i = 1; i < TRIALS; i++) clock();
  return (clock() - begun) / TRIALS;
}
