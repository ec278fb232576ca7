/** What is kept of an event that was seen for a rule with state, and not parsed. */
export interface LaneSighting {
  /** Order time, epoch milliseconds. */
  readonly time: number;
  /** Offset of its origin, by which it is had again. */
  readonly offset: number;
  /** Stages that it matched, as bits. */
  readonly stages: number;
  readonly hash: number;
}

interface Slice {
  /** Times and offsets in turn. */
  places: Float64Array;
  /** Stages and hashes in turn. */
  marks: Uint32Array;
  count: number;
}

const FIRST_ROOM = 64;

/** The sightings of one rule that wait for its clock, as numbers, by slice of the clock. */
export class LaneSightings {
  readonly #sliceMs: number;
  readonly #slices = new Map<number, Slice>();

  constructor(sliceMs: number) {
    this.#sliceMs = sliceMs;
  }

  add(time: number, offset: number, stages: number, hash: number): void {
    const slice = this.#slice(Math.floor(time / this.#sliceMs));
    const at = 2 * slice.count++;
    slice.places[at] = time;
    slice.places[at + 1] = offset;
    slice.marks[at] = stages;
    slice.marks[at + 1] = hash;
  }

  /** How many wait in each slice, by where it ends. */
  *counts(): Generator<readonly [end: number, sightings: number]> {
    for (const [number, { count }] of this.#slices) yield [(number + 1) * this.#sliceMs, count];
  }

  /** Takes out those before a time; in no order. */
  *take(before: number): Generator<LaneSighting> {
    for (const [number, slice] of Array.from(this.#slices)) {
      if (number * this.#sliceMs >= before) continue;
      this.#slices.delete(number);
      for (const sighting of sightingsOf(slice)) {
        if (sighting.time < before) yield sighting;
        else this.add(sighting.time, sighting.offset, sighting.stages, sighting.hash);
      }
    }
  }

  #slice(number: number): Slice {
    let slice = this.#slices.get(number);
    if (!slice)
      this.#slices.set(number, (slice = { places: new Float64Array(2 * FIRST_ROOM), marks: new Uint32Array(2 * FIRST_ROOM), count: 0 }));
    if (2 * slice.count === slice.places.length) grow(slice);
    return slice;
  }
}

function* sightingsOf({ places, marks, count }: Slice): Generator<LaneSighting> {
  for (let at = 0; at < 2 * count; at += 2)
    yield { time: places[at] as number, offset: places[at + 1] as number, stages: marks[at] as number, hash: marks[at + 1] as number };
}

function grow(slice: Slice): void {
  const places = new Float64Array(2 * slice.places.length);
  places.set(slice.places);
  const marks = new Uint32Array(2 * slice.marks.length);
  marks.set(slice.marks);
  Object.assign(slice, { places, marks });
}
