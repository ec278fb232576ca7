import { isJsonObject, type Json, type JsonObject } from "../event/json.ts";

/** A document in the making. */
export interface EcsDocument {
  readonly document: JsonObject;
  /** Sets a field, by its dotted path, unless the value is undefined, null or an empty text. */
  set(path: string, value: Json | undefined): void;
  /** Adds to a field that is a list of distinct values; undefined, null and empty texts are left out. */
  add(path: string, ...values: readonly (Json | undefined)[]): void;
  get(path: string): Json | undefined;
  /** Takes a field away; objects left empty by it stay. */
  remove(path: string): void;
}

/** Begins a document of a data stream: `logs-<dataset>-default`, kind `event`. */
export function createDocument(dataset: string): EcsDocument {
  const document: JsonObject = {
    data_stream: { type: "logs", dataset, namespace: "default" },
    event: { kind: "event", dataset, module: dataset.slice(0, dataset.indexOf(".")) },
  };
  return ecsDocument(document);
}

/** Works on a document at hand, nested as ours are. */
export function ecsDocument(document: JsonObject): EcsDocument {
  return {
    document,
    set(path, value) {
      if (isEmpty(value)) return;
      const [parent, key] = placeOf(document, path);
      parent[key] = value as Json;
    },
    add(path, ...values) {
      if (values.every(isEmpty)) return;
      const [parent, key] = placeOf(document, path);
      const present = parent[key];
      const list: Json[] = Array.isArray(present) ? present : present === undefined ? [] : [present];
      for (const value of values) if (!isEmpty(value) && !list.includes(value as Json)) list.push(value as Json);
      parent[key] = list;
    },
    get: (path) => readPath(document, path),
    remove(path) {
      const dot = path.lastIndexOf(".");
      const parent = dot === -1 ? document : readPath(document, path.slice(0, dot));
      if (isJsonObject(parent)) delete parent[path.slice(dot + 1)];
    },
  };
}

const isEmpty = (value: Json | undefined): boolean => value === undefined || value === null || value === "";

/** The object that holds the last segment of a path; objects on the way are made, other values there are replaced. */
function placeOf(document: JsonObject, path: string): [parent: JsonObject, key: string] {
  let parent = document;
  let from = 0;
  for (let dot = path.indexOf("."); dot !== -1; dot = path.indexOf(".", from)) {
    const key = path.slice(from, dot);
    const next = parent[key];
    parent = isJsonObject(next) ? next : (parent[key] = {} as JsonObject);
    from = dot + 1;
  }
  return [parent, path.slice(from)];
}

/** What stands at a dotted path of nested objects. */
export function readPath(record: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = record;
  for (const key of path.split(".")) {
    if (!isJsonObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

/** A value as text: texts, numbers and booleans; anything else is undefined. */
export function textOf(value: Json | undefined): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

/** An object member by member; anything else has none. */
export const objectOf = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});
