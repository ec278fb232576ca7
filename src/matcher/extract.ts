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

/** All fields are gathered in one walk over an event: for many. */
export interface Extractor extends FieldSource {
  /** The number of a path, from 0; undefined where the field is not gathered but looked up (a flattened one as a whole). */
  pathOf(field: FieldType): number | undefined;
  /** Takes the values of the record's document; readers know those of this record only. */
  run(record: MatchRecord): void;
  /** Calls back with the number of every path at which the last document has something. */
  forEachPresent(take: (path: number) => void): void;
}

/** One path and what the event at hand has there. */
interface Found {
  readonly path: number;
  generation: number;
  /** A single value, the common case; one array for all events, so that gathering allocates nothing. */
  readonly single: [Scalar];
  /** `single`, or an array of its own where there are more values or none. */
  values: Scalar[];
  /** There was an explicit null. */
  hasNull: boolean;
}

/** A place on the way to fields. A key may be a run of segments, since `{"a.b":1}` is a spelling of `{"a":{"b":1}}`. */
interface Place {
  readonly children: Map<string, Place>;
  found: Found | undefined;
}

/** A walk over one event: which generation it is, and the paths it has come upon. */
interface Walk {
  generation: number;
  count: number;
  present: Int32Array;
}

export function createExtractor(): Extractor {
  const root: Place = { children: new Map(), found: undefined };
  const state: Walk = { generation: -1, count: 0, present: new Int32Array(0) };
  let paths = 0;
  const foundAt = (field: FieldType): Found => {
    const place = placeAt(root, field.path.split("."));
    return (place.found ??= { path: paths++, generation: -1, single: [""], values: [], hasNull: false });
  };
  return {
    pathOf: (field) => (isWhole(field) ? undefined : foundAt(field).path),
    reader: (field) => (isWhole(field) ? LOOK_UP.reader(field) : finish(field, foundAt(field))),
    run: (record) => {
      if (state.present.length < paths) state.present = new Int32Array(paths);
      state.generation = record.generation;
      state.count = 0;
      walk(record.document, root, state);
    },
    forEachPresent: (take) => {
      for (let i = 0; i < state.count; i++) take(state.present[i] as number);
    },
  };
}

/** A flattened field as a whole is whatever stands below it. */
const isWhole = (field: FieldType): boolean => field.kind === "flattened" && field.leafOf === undefined;

/** Finds or makes the place of a path, and links to it under every run of segments that may be one key. */
function placeAt(root: Place, segments: readonly string[]): Place {
  const way = [root];
  for (const segment of segments) {
    const before = way.at(-1) as Place;
    const next = before.children.get(segment) ?? { children: new Map(), found: undefined };
    before.children.set(segment, next);
    way.push(next);
  }
  way.forEach((from, i) => {
    for (let to = i + 1; to < way.length; to++) from.children.set(segments.slice(i, to).join("."), way[to] as Place);
  });
  return way.at(-1) as Place;
}

function finish({ nullValue, ignoreAbove }: FieldType, found: Found): ReadField {
  const plain: ReadField = (record) => (found.generation === record.generation ? found.values : NO_VALUES);
  const whole: ReadField =
    nullValue === undefined
      ? plain
      : (record) => {
          const values = plain(record);
          return found.generation === record.generation && found.hasNull ? [...values, nullValue] : values;
        };
  if (ignoreAbove === undefined) return whole;
  const fits = (value: Scalar): boolean => typeof value !== "string" || value.length <= ignoreAbove;
  return (record) => {
    const values = whole(record);
    return values.every(fits) ? values : values.filter(fits);
  };
}

/** Recursion is bounded by the longest path, whatever the document. */
function walk(object: JsonObject, place: Place, state: Walk): void {
  const { children } = place;
  for (const key in object) {
    const child = children.get(key);
    if (child) visit(object[key] as Json, child, state);
  }
}

function visit(value: Json, place: Place, state: Walk): void {
  if (typeof value !== "object") {
    if (place.found) add(place.found, value, state);
  } else if (value === null) {
    if (place.found) addNull(place.found, state);
  } else if (Array.isArray(value)) visitMembers(value, place, state);
  else if (place.children.size > 0) walk(value, place, state);
}

/** Arrays in arrays are opened without recursion. */
function visitMembers(array: readonly Json[], place: Place, state: Walk): void {
  let deeper: (readonly Json[])[] | undefined;
  for (let open: readonly Json[] | undefined = array; open; open = deeper?.pop()) {
    for (let i = 0; i < open.length; i++) {
      const member = open[i] as Json;
      if (Array.isArray(member)) (deeper ??= []).push(member);
      else visit(member, place, state);
    }
  }
}

function add(found: Found, value: Scalar, state: Walk): void {
  const { single } = found;
  if (found.generation !== state.generation) {
    begin(found, state);
    single[0] = value;
    found.values = single;
  } else if (found.values === single) found.values = [single[0], value];
  else if (found.values.length === 0) found.values = [value];
  else found.values.push(value);
}

function addNull(found: Found, state: Walk): void {
  if (found.generation !== state.generation) {
    begin(found, state);
    found.values = NONE;
  }
  found.hasNull = true;
}

function begin(found: Found, state: Walk): void {
  found.generation = state.generation;
  found.hasNull = false;
  state.present[state.count++] = found.path;
}

/** Never written to. */
const NONE: Scalar[] = [];
