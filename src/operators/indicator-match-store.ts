import type { JsonObject } from "../event/json.ts";

/** What is kept of one indicator besides the hashes that it is found by. */
export interface HeldIndicator {
  readonly id?: string;
  readonly index?: string;
  readonly feed?: string;
  /** The objects at the paths that rules enrich from, by number of the path; null where there is none. */
  readonly objects: readonly (JsonObject | null)[];
  /** Those of its fields that conditions on the clock read, under their dotted names. */
  readonly timed?: JsonObject;
}

/** Indicators as JSON text outside the heap: a few hundred bytes each, parsed only when one is in an alert. */
export interface IndicatorStore {
  readonly size: number;
  /** Of the texts. */
  readonly bytes: number;
  /** Takes the next one. `until`: epoch milliseconds from which on it does not count. */
  add(held: HeldIndicator, until?: number): void;
  get(ordinal: number): HeldIndicator;
  /** Without a time nothing has expired. */
  hasExpired(ordinal: number, now: number | undefined): boolean;
}

const CHUNK_BYTES = 2 ** 20;
/** The longest UTF-8 form of one UTF-16 unit. */
const MAX_UNIT_BYTES = 3;
/** `starts` holds the chunk above this and the place in it below. */
const CHUNK_SHIFT = 2 ** 32;

export function createIndicatorStore(): IndicatorStore {
  const chunks: Buffer[] = [];
  let free = 0;
  let starts = new Float64Array(64);
  let lengths = new Uint32Array(64);
  let ends: Float64Array | undefined;
  let size = 0;
  let bytes = 0;

  const append = (text: string): void => {
    const most = text.length * MAX_UNIT_BYTES;
    let chunk = chunks.at(-1);
    if (!chunk || chunk.length - free < most) {
      chunk = Buffer.allocUnsafeSlow(Math.max(CHUNK_BYTES, most));
      chunks.push(chunk);
      free = 0;
    }
    if (size === starts.length) {
      starts = grown(starts, new Float64Array(size * 2));
      lengths = grown(lengths, new Uint32Array(size * 2));
      ends &&= grown(ends, neverEnding(size * 2));
    }
    const written = chunk.write(text, free);
    starts[size] = (chunks.length - 1) * CHUNK_SHIFT + free;
    lengths[size] = written;
    free += written;
    bytes += written;
  };

  return {
    get size() {
      return size;
    },
    get bytes() {
      return bytes;
    },
    add: (held, until) => {
      append(JSON.stringify(held));
      if (until !== undefined) (ends ??= neverEnding(starts.length))[size] = until;
      size++;
    },
    hasExpired: (ordinal, now) => ends !== undefined && now !== undefined && now >= (ends[ordinal] as number),
    get: (ordinal) => {
      const start = starts[ordinal] as number;
      const from = start % CHUNK_SHIFT;
      const chunk = chunks[Math.floor(start / CHUNK_SHIFT)] as Buffer;
      return JSON.parse(chunk.toString("utf8", from, from + (lengths[ordinal] as number))) as HeldIndicator;
    },
  };
}

const neverEnding = (length: number): Float64Array<ArrayBuffer> => new Float64Array(length).fill(Number.POSITIVE_INFINITY);

function grown<A extends Float64Array | Uint32Array>(from: A, into: A): A {
  into.set(from);
  return into;
}
