import type { SieveMemory } from "./sieve-memory.ts";

const NO_PATH = -1;
const GUARD = -2;

/** A rule never reads its own alerts. */
const GUARDED_PATHS = ["kibana.alert.rule.uuid", "kibana.alert.ancestors"];

/** Traits, as `assembly/places.ts` has them. */
const LEADS_ON = 1;
const MARK = 2;

interface Place {
  readonly number: number;
  path: number;
  mark: boolean;
  readonly steps: Map<string, Place>;
}

/** Lays down the way to all paths: a key may be a run of segments, since `{"a.b":1}` is a spelling of `{"a":{"b":1}}`. */
export function layPlaces(
  memory: SieveMemory,
  paths: readonly string[],
  guarded: readonly string[],
  marks: readonly string[] | undefined,
): void {
  const all: Place[] = [];
  const create = (): Place => {
    const place = { number: all.length, path: NO_PATH, mark: false, steps: new Map<string, Place>() };
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
  for (const mark of marks ?? []) placeAt(mark).mark = true;
  write(memory, all);
}

function write(memory: SieveMemory, places: readonly Place[]): void {
  const { exports } = memory;
  exports.layPlaces(
    places.length,
    places.reduce((sum, { steps }) => sum + steps.size, 0),
  );
  const keys = new Map<string, { at: number; length: number }>();
  for (const { number, path, mark, steps } of places) {
    exports.setPlace(number, path, (steps.size > 0 ? LEADS_ON : 0) | (mark ? MARK : 0));
    for (const [key, child] of steps) {
      const bytes = Buffer.from(key, "utf8");
      const written = keys.get(key) ?? { at: memory.put(bytes), length: bytes.length };
      keys.set(key, written);
      exports.addKey(number, written.at, written.length, child.number);
    }
  }
}
