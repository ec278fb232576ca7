import type { Stream } from "../../event/origin.ts";

/** What is kept of an event that was not parsed and that a sequence may begin with. */
export interface OpeningEvent {
  /** Order time and window time, epoch milliseconds. */
  readonly time: number;
  readonly windowTime: number;
  readonly stream: Stream;
  readonly offset: number;
  /** Stages that it matched, as bits. */
  readonly stages: number;
  /** The fields that its rule reads, as the line writes them. */
  readonly written: string;
}

interface Slice {
  readonly stream: Stream;
  /** Order time, window time, offset and stages in turn. */
  numbers: Float64Array;
  readonly written: string[];
}

const NUMBERS = 4;
const FIRST_ROOM = 16;

/** The openings of one rule that wait for its clock, as numbers and a text each, by slice of the clock. */
export class LaneOpened {
  readonly #sliceMs: number;
  readonly #slices = new Map<number, Slice>();

  constructor(sliceMs: number) {
    this.#sliceMs = sliceMs;
  }

  add({ time, windowTime, stream, offset, stages, written }: OpeningEvent): void {
    const slice = this.#slice(Math.floor(time / this.#sliceMs), stream);
    const at = NUMBERS * (slice.written.push(written) - 1);
    if (at === slice.numbers.length) slice.numbers = grown(slice.numbers);
    slice.numbers[at] = time;
    slice.numbers[at + 1] = windowTime;
    slice.numbers[at + 2] = offset;
    slice.numbers[at + 3] = stages;
  }

  /** How many wait in each slice, by where it ends. */
  *counts(): Generator<readonly [end: number, openings: number]> {
    for (const [number, { written }] of this.#slices) yield [(number + 1) * this.#sliceMs, written.length];
  }

  /** Takes out the slices that begin before a time, each whole. */
  take(before: number, taker: (opening: OpeningEvent) => void): void {
    for (const [number, { stream, numbers, written }] of Array.from(this.#slices)) {
      if (number * this.#sliceMs >= before) continue;
      this.#slices.delete(number);
      for (const [i, each] of written.entries()) {
        const [time = 0, windowTime = 0, offset = 0, stages = 0] = numbers.subarray(NUMBERS * i, NUMBERS * (i + 1));
        taker({ time, windowTime, stream, offset, stages, written: each });
      }
    }
  }

  #slice(number: number, stream: Stream): Slice {
    let slice = this.#slices.get(number);
    if (!slice) this.#slices.set(number, (slice = { stream, numbers: new Float64Array(NUMBERS * FIRST_ROOM), written: [] }));
    return slice;
  }
}

function grown(numbers: Float64Array): Float64Array {
  const larger = new Float64Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}
