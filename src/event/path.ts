import type { FieldType } from "./field-type.ts";
import type { Json, JsonObject, Scalar } from "./json.ts";
import { compileBelow } from "./leaves.ts";
import { compileWalk, type Visit } from "./walk.ts";

export { compileHasBelow } from "./leaves.ts";

/** The answer of every reader that finds nothing; shared, so compare by length. */
export const NO_VALUES: readonly Scalar[] = Object.freeze([]);

/** Reads all values of one field from a document. */
export type FieldReader = (document: JsonObject) => readonly Scalar[];

/**
 * A reader of all scalar values of a field: arrays flattened, nulls and objects left out. `{"a":{"b":1}}`, `{"a.b":1}`
 * and every mixture are one field `a.b`, as in Elasticsearch; document order, the shorter first key first.
 */
export function compilePath(path: string): FieldReader {
  const walk = compileWalk(path);
  return collector((add) => {
    const visit: Visit = (value) => isScalar(value) && add(value);
    return (document) => walk(document, visit);
  });
}

/**
 * Calls `visit` with each scalar value of the field, in {@link compilePath}'s order, until one visit returns true;
 * returns whether one did. For tests of one value that need no list.
 */
export function compileForEach(path: string): (document: JsonObject, visit: (value: Scalar) => boolean) => boolean {
  const walk = compileWalk(path);
  return (document, visit) => walk(document, (value) => isScalar(value) && visit(value));
}

/** A reader of the objects at a path (members of arrays one by one): what a nested query looks at. */
export function compileObjects(path: string): (document: JsonObject) => readonly JsonObject[] {
  const walk = compileWalk(path);
  return (document) => {
    const found: JsonObject[] = [];
    walk(document, (value) => {
      if (value !== null && typeof value === "object") found.push(value as JsonObject);
      return false;
    });
    return found;
  };
}

/**
 * A reader of the values that Elasticsearch would have indexed for a field: those at its path, with explicit nulls
 * replaced by `nullValue` and texts longer than `ignoreAbove` left out. A flattened field as a whole has every leaf
 * below it.
 */
export function compileField(field: FieldType): FieldReader {
  const { ignoreAbove } = field;
  const read = compileSource(field);
  if (ignoreAbove === undefined) return read;
  const fits = (value: Scalar): boolean => typeof value !== "string" || value.length <= ignoreAbove;
  return (document) => {
    const values = read(document);
    return values.every(fits) ? values : values.filter(fits);
  };
}

function compileSource(field: FieldType): FieldReader {
  if (field.kind === "flattened" && field.leafOf === undefined) {
    const below = compileBelow(field.path);
    return collector((add) => (document) => below(document, add));
  }
  const { nullValue } = field;
  if (nullValue === undefined) return compilePath(field.path);
  const walk = compileWalk(field.path);
  return collector((add) => {
    const visit: Visit = (value) => (value === null ? add(nullValue) : isScalar(value) && add(value));
    return (document) => walk(document, visit);
  });
}

const isScalar = (value: Json): value is Scalar => value !== null && typeof value !== "object";

/**
 * Gathers what a walk adds. `compile` is handed the one `add` of this reader, so that a single value, the common case,
 * costs its array and no closure.
 */
function collector(compile: (add: (value: Scalar) => boolean) => (document: JsonObject) => boolean): FieldReader {
  let first: Scalar | undefined;
  let many: Scalar[] | undefined;
  const add = (value: Scalar): boolean => {
    if (many) many.push(value);
    else if (first === undefined) first = value;
    else many = [first, value];
    return false;
  };
  const run = compile(add);
  return (document) => {
    first = undefined;
    many = undefined;
    run(document);
    return many ?? (first === undefined ? NO_VALUES : [first]);
  };
}
