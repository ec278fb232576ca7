import { compilePath } from "../event/path.ts";
import type { JsonObject } from "../event/json.ts";
import { parseTime } from "../event/time.ts";

/**
 * Reads the times of the event at hand, each distinct field once per event. A rule's time is its override field where
 * the event has it, else `@timestamp`; an unreadable value counts as none.
 */
export interface TimeReaders {
  /** Registers a field (undefined: `@timestamp` alone), `only` it or else `@timestamp`, and returns its number for {@link read}. */
  register(field: string | undefined, only?: boolean): number;
  /** The fields of the readers, by number: the own one. */
  readonly fields: readonly string[];
  /** Starts a new event. */
  begin(document: JsonObject): void;
  /** Epoch milliseconds, or NaN where the event has no readable time. */
  read(reader: number): number;
}

export const TIMESTAMP = "@timestamp";

export function createTimeReaders(): TimeReaders {
  const numbers = new Map<string, number>();
  const readers: ((document: JsonObject) => number)[] = [];
  let cache: Float64Array = new Float64Array(0);
  let known: Uint8Array = new Uint8Array(0);
  let current: JsonObject = {};
  const timestamp = readTime(TIMESTAMP);
  const fields: string[] = [];
  return {
    fields,
    register(field = TIMESTAMP, only = false) {
      const name = only ? `only ${field}` : field;
      const earlier = numbers.get(name);
      if (earlier !== undefined) return earlier;
      const own = readTime(field);
      readers.push(field === TIMESTAMP ? timestamp : only ? own : (document) => firstReadable(own(document), document, timestamp));
      numbers.set(name, readers.length - 1);
      fields.push(field);
      cache = new Float64Array(readers.length);
      known = new Uint8Array(readers.length);
      return readers.length - 1;
    },
    begin(document) {
      current = document;
      known.fill(0);
    },
    read(reader) {
      if (known[reader] === 0) {
        known[reader] = 1;
        cache[reader] = readers[reader]?.(current) ?? Number.NaN;
      }
      return cache[reader] ?? Number.NaN;
    },
  };
}

function readTime(field: string): (document: JsonObject) => number {
  const read = compilePath(field);
  return (document) => {
    const [value] = read(document);
    return value === undefined ? Number.NaN : (parseTime(value) ?? Number.NaN);
  };
}

const firstReadable = (own: number, document: JsonObject, fallback: (document: JsonObject) => number): number =>
  Number.isNaN(own) ? fallback(document) : own;
