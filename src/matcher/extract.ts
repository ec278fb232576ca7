import type { FieldType } from "../event/field-type.ts";
import type { Json, JsonObject, Scalar } from "../event/json.ts";
import { compileField, NO_VALUES } from "../event/path.ts";
import type { MatchRecord } from "./record.ts";

/** The values of a field that Elasticsearch would have indexed, as `compileField` of `event/path.ts` has them, but in any order. */
export type ReadField = (record: MatchRecord) => readonly Scalar[];

/** Where slots get their values from. */
export interface FieldSource {
  reader(field: FieldType): ReadField;
}

/** Each field is looked up on its own: for few fields. */
export const LOOK_UP: FieldSource = {
  reader: (field) => {
    const read = compileField(field);
    return (record) => read(record.document);
  },
};

/**
 * All fields are gathered in one walk over an event: for many. A reader that is asked for while events are taken looks
 * its field up, unless the path is gathered already.
 */
export interface Extractor extends FieldSource {
  /** The number of a path, from 0; undefined where the field is not gathered but looked up (a flattened one as a whole). */
  pathOf(field: FieldType): number | undefined;
  /** The number of a path, which is gathered from the next event on. */
  addPath(path: string): number;
  /** All paths, by number. */
  readonly paths: readonly string[];
  /** From now on events are taken, or lines by the paths as they are now. */
  close(): void;
  /** Takes the values of the record's document; readers know those of this record only. */
  run(record: MatchRecord): void;
  /** Calls back with the number of every path at which the last document has something. */
  forEachPresent(take: (path: number) => void): void;
}

/** A place on the way to fields. A key may be a run of segments, since `{"a.b":1}` is a spelling of `{"a":{"b":1}}`. */
interface Place {
  readonly children: Map<string, Place>;
  /** The number of the path that ends here; -1: no field does. */
  path: number;
  /** The keys of the last object here, in order, and where each leads: the next one most likely has them in the same order. */
  readonly lastKeys: string[];
  readonly lastPlaces: (Place | undefined)[];
}

/** How many keys of an object are remembered; objects with more are rare or hostile. */
const MAX_REMEMBERED = 64;

const createPlace = (): Place => ({ children: new Map(), path: -1, lastKeys: [], lastPlaces: [] });

/** What the event at hand has, by path; flat, since for each event much of it is written. */
interface Harvest {
  generation: number;
  /** The generation in which a path was last come upon: all else about it is stale if it is not the current one. */
  seen: Float64Array;
  /** The first value. */
  readonly first: Scalar[];
  /** All values, where there is not exactly one. */
  readonly many: (Scalar[] | undefined)[];
  /** There was an explicit null. */
  hasNull: Uint8Array;
  /** The paths come upon, and how many they are. */
  present: Int32Array;
  count: number;
}

export function createExtractor(): Extractor {
  const root = createPlace();
  const harvest: Harvest = {
    generation: -1,
    seen: new Float64Array(0),
    first: [],
    many: [],
    hasNull: new Uint8Array(0),
    present: new Int32Array(0),
    count: 0,
  };
  const paths: string[] = [];
  const numbers = new Map<string, number>();
  let closed = false;
  const addPath = (path: string): number => {
    const known = numbers.get(path);
    if (known !== undefined) return known;
    const number = paths.push(path) - 1;
    numbers.set(path, number);
    placeAt(root, path.split(".")).path = number;
    harvest.first.push("");
    harvest.many.push(undefined);
    return number;
  };
  return {
    paths,
    addPath,
    pathOf: (field) => (isWhole(field) ? undefined : addPath(field.path)),
    reader: (field) =>
      isWhole(field) || (closed && !numbers.has(field.path)) ? LOOK_UP.reader(field) : finish(field, addPath(field.path), harvest),
    close: () => {
      closed = true;
    },
    run: (record) => {
      closed = true;
      if (harvest.present.length < harvest.first.length) enlarge(harvest);
      harvest.generation = record.generation;
      harvest.count = 0;
      walk(record.document, root, harvest);
    },
    forEachPresent: (take) => {
      for (let i = 0; i < harvest.count; i++) take(harvest.present[i] as number);
    },
  };
}

/** Fields may be asked for until the first event. */
function enlarge(harvest: Harvest): void {
  const size = harvest.first.length;
  harvest.seen = new Float64Array(size).fill(-1);
  harvest.hasNull = new Uint8Array(size);
  harvest.present = new Int32Array(size);
}

/** A flattened field as a whole is whatever stands below it. */
const isWhole = (field: FieldType): boolean => field.kind === "flattened" && field.leafOf === undefined;

/** Finds or makes the place of a path, and links to it under every run of segments that may be one key. */
function placeAt(root: Place, segments: readonly string[]): Place {
  const way = [root];
  for (const segment of segments) {
    const before = way.at(-1) as Place;
    const next = before.children.get(segment) ?? createPlace();
    before.children.set(segment, next);
    way.push(next);
  }
  way.forEach((from, i) => {
    for (let to = i + 1; to < way.length; to++) from.children.set(segments.slice(i, to).join("."), way[to] as Place);
  });
  return way.at(-1) as Place;
}

function finish({ nullValue, ignoreAbove }: FieldType, path: number, harvest: Harvest): ReadField {
  const plain: ReadField = (record) => {
    if (record.line) return record.line.values(path);
    if (harvest.seen[path] !== record.generation) return NO_VALUES;
    return harvest.many[path] ?? [harvest.first[path] as Scalar];
  };
  const hasNull = (record: MatchRecord): boolean =>
    record.line ? record.line.hasNull(path) : harvest.seen[path] === record.generation && harvest.hasNull[path] === 1;
  const whole: ReadField =
    nullValue === undefined
      ? plain
      : (record) => {
          const values = plain(record);
          return hasNull(record) ? [...values, nullValue] : values;
        };
  if (ignoreAbove === undefined) return whole;
  const fits = (value: Scalar): boolean => typeof value !== "string" || value.length <= ignoreAbove;
  return (record) => {
    const values = whole(record);
    return values.every(fits) ? values : values.filter(fits);
  };
}

/** Recursion is bounded by the longest path, whatever the document. */
function walk(object: JsonObject, place: Place, harvest: Harvest): void {
  const { children, lastKeys, lastPlaces } = place;
  let i = 0;
  for (const key in object) {
    let child: Place | undefined;
    if (lastKeys[i] === key) child = lastPlaces[i];
    else {
      child = children.get(key);
      if (i < MAX_REMEMBERED) {
        lastKeys[i] = key;
        lastPlaces[i] = child;
      }
    }
    i++;
    if (child) visit(object[key] as Json, child, harvest);
  }
}

function visit(value: Json, place: Place, harvest: Harvest): void {
  if (typeof value !== "object") {
    if (place.path !== -1) add(place.path, value, harvest);
  } else if (value === null) {
    if (place.path !== -1) addNull(place.path, harvest);
  } else if (Array.isArray(value)) visitMembers(value, place, harvest);
  else if (place.children.size > 0) walk(value, place, harvest);
}

/** Arrays in arrays are opened without recursion. */
function visitMembers(array: readonly Json[], place: Place, harvest: Harvest): void {
  let deeper: (readonly Json[])[] | undefined;
  for (let open: readonly Json[] | undefined = array; open; open = deeper?.pop()) {
    for (let i = 0; i < open.length; i++) {
      const member = open[i] as Json;
      if (Array.isArray(member)) (deeper ??= []).push(member);
      else visit(member, place, harvest);
    }
  }
}

function add(path: number, value: Scalar, harvest: Harvest): void {
  if (harvest.seen[path] !== harvest.generation) {
    begin(path, harvest);
    harvest.first[path] = value;
    if (harvest.many[path] !== undefined) harvest.many[path] = undefined;
    return;
  }
  const many = harvest.many[path];
  if (many) many.push(value);
  else harvest.many[path] = [harvest.first[path] as Scalar, value];
}

function addNull(path: number, harvest: Harvest): void {
  if (harvest.seen[path] !== harvest.generation) {
    begin(path, harvest);
    harvest.many[path] = [];
  }
  harvest.hasNull[path] = 1;
}

function begin(path: number, harvest: Harvest): void {
  harvest.seen[path] = harvest.generation;
  harvest.hasNull[path] = 0;
  harvest.present[harvest.count++] = path;
}
