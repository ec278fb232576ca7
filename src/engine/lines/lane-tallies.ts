import type { JsonObject } from "../../event/json.ts";
import type { Stream } from "../../event/origin.ts";

/** What is kept of an event that a rule counts by a few of its fields, and that was not parsed. */
export interface LaneTally {
  /** Window time, epoch milliseconds. */
  readonly time: number;
  readonly stream: Stream;
  readonly offset: number;
  /** The fields. */
  readonly document: JsonObject;
}

interface Slice {
  readonly stream: Stream;
  /** Times and offsets in turn. */
  places: Float64Array;
  readonly documents: JsonObject[];
}

const FIRST_ROOM = 64;

/** The events of one rule that wait for its clock to be counted, by slice of the clock. */
export class LaneTallies {
  readonly #sliceMs: number;
  readonly #slices = new Map<number, Slice>();

  constructor(sliceMs: number) {
    this.#sliceMs = sliceMs;
  }

  add({ time, stream, offset, document }: LaneTally): void {
    const slice = this.#slice(Math.floor(time / this.#sliceMs), stream);
    const at = 2 * slice.documents.push(document) - 2;
    if (at === slice.places.length) slice.places = grown(slice.places);
    slice.places[at] = time;
    slice.places[at + 1] = offset;
  }

  /** How many wait in each slice, by where it ends. */
  *counts(): Generator<readonly [end: number, tallies: number]> {
    for (const [number, { documents }] of this.#slices) yield [(number + 1) * this.#sliceMs, documents.length];
  }

  /** Takes out the slices that begin before a time, each whole. */
  take(before: number, taker: (tally: LaneTally) => void): void {
    for (const [number, { stream, places, documents }] of Array.from(this.#slices)) {
      if (number * this.#sliceMs >= before) continue;
      this.#slices.delete(number);
      for (let i = 0; i < documents.length; i++)
        taker({ time: places[2 * i] as number, stream, offset: places[2 * i + 1] as number, document: documents[i] as JsonObject });
    }
  }

  #slice(number: number, stream: Stream): Slice {
    let slice = this.#slices.get(number);
    if (!slice) this.#slices.set(number, (slice = { stream, places: new Float64Array(2 * FIRST_ROOM), documents: [] }));
    return slice;
  }
}

function grown(places: Float64Array): Float64Array {
  const larger = new Float64Array(2 * places.length);
  larger.set(places);
  return larger;
}
