import type { SieveMemory } from "./sieve-memory.ts";

const NO_PATH = -1;
const GUARD = -2;

/** A rule never reads its own alerts. */
const GUARDED_PATHS = ["kibana.alert.rule.uuid", "kibana.alert.ancestors"];

/** Traits, as `assembly/places.ts` has them. */
const LEADS_ON = 1;
const MARK = 2;
const HALF_MADE = 4;
const FINISHED = 8;

/** Events with one of the keys at their top are not judged by their lines unless they have one of the others, there or one level below. */
export interface HalfMade {
  readonly keys: readonly string[];
  readonly unless: readonly string[];
}

interface Place {
  readonly number: number;
  path: number;
  shows: number;
  readonly steps: Map<string, Place>;
}

/** Lays down the way to all paths: a key may be a run of segments, since `{"a.b":1}` is a spelling of `{"a":{"b":1}}`. */
export function layPlaces(
  memory: SieveMemory,
  paths: readonly string[],
  guarded: readonly string[],
  marks: readonly string[] | undefined,
  halfMade: HalfMade | undefined,
): void {
  const all: Place[] = [];
  const create = (): Place => {
    const place = { number: all.length, path: NO_PATH, shows: 0, steps: new Map<string, Place>() };
    all.push(place);
    return place;
  };
  const root = create();
  const placeAt = (path: string): Place => {
    const segments = path.split(".");
    const way = [root];
    for (const segment of segments) {
      const before = way.at(-1) as Place;
      const next = before.steps.get(segment) ?? create();
      before.steps.set(segment, next);
      way.push(next);
    }
    way.forEach((from, i) => {
      for (let to = i + 1; to < way.length; to++) from.steps.set(segments.slice(i, to).join("."), way[to] as Place);
    });
    return way.at(-1) as Place;
  };
  paths.forEach((path, number) => {
    placeAt(path).path = number;
  });
  for (const key of [...guarded, ...GUARDED_PATHS]) placeAt(key).path = GUARD;
  for (const mark of marks ?? []) placeAt(mark).shows |= MARK;
  for (const key of halfMade?.keys ?? []) placeAt(key).shows |= HALF_MADE;
  for (const path of halfMade?.unless ?? []) placeAt(path).shows |= FINISHED;
  write(memory, all);
}

function write(memory: SieveMemory, places: readonly Place[]): void {
  const { exports } = memory;
  exports.layPlaces(
    places.length,
    places.reduce((sum, { steps }) => sum + steps.size, 0),
  );
  const keys = new Map<string, { at: number; length: number }>();
  for (const { number, path, shows, steps } of places) {
    exports.setPlace(number, path, (steps.size > 0 ? LEADS_ON : 0) | shows);
    for (const [key, child] of steps) {
      const bytes = Buffer.from(key, "utf8");
      const written = keys.get(key) ?? { at: memory.put(bytes), length: bytes.length };
      keys.set(key, written);
      exports.addKey(number, written.at, written.length, child.number);
    }
  }
}
