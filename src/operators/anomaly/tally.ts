import { addExactly, addSum, type ExactSum, totalOf } from "../../functions/esql/exact-sum.ts";
import type { Json } from "../../event/json.ts";
import { Sample } from "./sample.ts";

/**
 * What is counted of one key in one bucket. The same in whatever order and parts it is gathered, so that a bucket does not
 * depend on the order of its events.
 */
export interface Tally {
  /** What it keeps of events: that they came, each number, or how often each value came. */
  readonly takes: "events" | "numbers" | "values";
  /** One event with the detector's value: a number, a text, or the event's time for functions without a field. */
  add(value: number | string): void;
  merge(saved: Json): void;
  save(): Json;
}

/** How many events. */
export class CountTally implements Tally {
  readonly takes = "events";
  count = 0;

  add(): void {
    this.count++;
  }

  merge(saved: Json): void {
    this.count += Number(saved);
  }

  save(): Json {
    return this.count;
  }
}

/** Numbers further from zero count as this one: the squares of all events of a bucket must have a sum. */
const MOST = 1e150;

/** Sum, and sum of squares, of numbers. */
export class MomentsTally implements Tally {
  readonly takes = "numbers";
  count = 0;
  readonly #sum: ExactSum = [];
  readonly #squares: ExactSum = [];

  add(value: number | string): void {
    const read = Number(value);
    if (!Number.isFinite(read)) return;
    const number = Math.max(-MOST, Math.min(MOST, read));
    this.count++;
    addExactly(this.#sum, number);
    addExactly(this.#squares, number * number);
  }

  merge(saved: Json): void {
    const [count, sum, squares] = saved as unknown as readonly [number, readonly number[], readonly number[]];
    this.count += count;
    addSum(this.#sum, sum);
    addSum(this.#squares, squares);
  }

  save(): Json {
    return [this.count, [...this.#sum], [...this.#squares]];
  }

  get sum(): number {
    return totalOf(this.#sum);
  }

  get mean(): number {
    return this.sum / this.count;
  }

  /** Population variance. */
  get variance(): number {
    return Math.max(0, totalOf(this.#squares) / this.count - this.mean ** 2);
  }
}

/** The least and the greatest number. */
export class RangeTally implements Tally {
  readonly takes = "numbers";
  least = Number.POSITIVE_INFINITY;
  greatest = Number.NEGATIVE_INFINITY;

  add(value: number | string): void {
    const number = Number(value);
    if (!Number.isFinite(number)) return;
    this.least = Math.min(this.least, number);
    this.greatest = Math.max(this.greatest, number);
  }

  merge(saved: Json): void {
    const [least, greatest] = saved as unknown as readonly [number, number];
    this.least = Math.min(this.least, least);
    this.greatest = Math.max(this.greatest, greatest);
  }

  save(): Json {
    return [this.least, this.greatest];
  }
}

/** Distinct values, with how often each came. */
export class ValuesTally implements Tally {
  readonly takes = "values";
  readonly sample: Sample = new Sample();

  add(value: number | string): void {
    this.sample.add(String(value));
  }

  merge(saved: Json): void {
    this.sample.merge(saved as unknown as ReturnType<Sample["save"]>);
  }

  save(): Json {
    return this.sample.save() as unknown as Json;
  }
}
