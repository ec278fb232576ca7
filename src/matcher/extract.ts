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
  /** Takes the values of the record's document; readers know those of this record only. */
  run(record: MatchRecord): void;
}

/** One path and what the event at hand has there. */
interface Found {
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

export function createExtractor(): Extractor {
  const root: Place = { children: new Map(), found: undefined };
  return {
    reader: (field) => {
      if (field.kind === "flattened" && field.leafOf === undefined) return LOOK_UP.reader(field);
      const place = placeAt(root, field.path.split("."));
      place.found ??= { generation: -1, single: [""], values: [], hasNull: false };
      return finish(field, place.found);
    },
    run: (record) => walk(record.document, root, record.generation),
  };
}

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
  const whole: ReadField = nullValue === undefined ? plain : (record) => {
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
function walk(object: JsonObject, place: Place, generation: number): void {
  const { children } = place;
  for (const key in object) {
    const child = children.get(key);
    if (child) visit(object[key] as Json, child, generation);
  }
}

function visit(value: Json, place: Place, generation: number): void {
  if (typeof value !== "object") {
    if (place.found) add(place.found, value, generation);
  } else if (value === null) {
    if (place.found) addNull(place.found, generation);
  } else if (Array.isArray(value)) visitMembers(value, place, generation);
  else if (place.children.size > 0) walk(value, place, generation);
}

/** Arrays in arrays are opened without recursion. */
function visitMembers(array: readonly Json[], place: Place, generation: number): void {
  let deeper: (readonly Json[])[] | undefined;
  for (let open: readonly Json[] | undefined = array; open; open = deeper?.pop()) {
    for (let i = 0; i < open.length; i++) {
      const member = open[i] as Json;
      if (Array.isArray(member)) (deeper ??= []).push(member);
      else visit(member, place, generation);
    }
  }
}

function add(found: Found, value: Scalar, generation: number): void {
  const { single } = found;
  if (found.generation !== generation) {
    found.generation = generation;
    found.hasNull = false;
    single[0] = value;
    found.values = single;
  } else if (found.values === single) found.values = [single[0], value];
  else found.values.push(value);
}

function addNull(found: Found, generation: number): void {
  if (found.generation !== generation) {
    found.generation = generation;
    found.values = [];
  }
  found.hasNull = true;
}
