import { type FieldKind, type FieldTable, familyOf } from "../event/field-type.ts";
import { isJsonObject, type Json, type JsonObject } from "../event/json.ts";
import { METADATA_KEYS } from "../event/metadata.ts";
import { documentTerm } from "../event/terms.ts";

/** A source document as it may stand in an alert, and what of it the alert mirrors under its own names. */
export interface CleanSource {
  readonly source: JsonObject;
  /** `kibana.alert.original_event.*` and `kibana.alert.original_data_stream.*`, one flat key per leaf. */
  readonly mirrored: JsonObject;
}

const RESERVED = new Set(["kibana", "signal", "threshold_result"]);

/**
 * Takes out of a document what an alert index could not hold, by ECS alone: values of the wrong kind, empty lists and
 * objects, and the names that belong to alerts. A name that ECS does not have is kept as it is.
 */
export function cleanSource(document: JsonObject, ecs: FieldTable): CleanSource {
  const mirrored: JsonObject = {};
  const source: JsonObject = {};
  for (const [key, value] of Object.entries(document)) {
    if (METADATA_KEYS.has(key) || RESERVED.has(firstPart(key))) continue;
    const kept = cleanValue(key, value, ecs, mirrored);
    if (kept !== undefined) define(source, key, kept);
  }
  dropKind(source);
  return { source, mirrored };
}

const firstPart = (key: string): string => {
  const dot = key.indexOf(".");
  return dot === -1 ? key : key.slice(0, dot);
};

function cleanValue(path: string, value: Json, ecs: FieldTable, mirrored: JsonObject): Json | undefined {
  if (hangsUnderScalar(path, ecs)) return undefined;
  const kind = ecs.get(path)?.kind;
  const kept = Array.isArray(value) ? cleanList(path, value, kind, ecs, mirrored) : cleanOne(path, value, kind, ecs, mirrored);
  if (kept !== undefined && !isJsonObject(kept)) mirror(path, kept, mirrored);
  return kept;
}

function cleanList(
  path: string,
  list: readonly Json[],
  kind: FieldKind | undefined,
  ecs: FieldTable,
  mirrored: JsonObject,
): Json | undefined {
  const kept = list.map((item) => cleanOne(path, item, kind, ecs, mirrored)).filter((item) => item !== undefined);
  return kept.length === 0 ? undefined : kept;
}

function cleanOne(path: string, value: Json, kind: FieldKind | undefined, ecs: FieldTable, mirrored: JsonObject): Json | undefined {
  if (kind === "geo_point") return value;
  if (!isJsonObject(value)) return fits(kind, value, path) ? value : undefined;
  if (kind !== undefined && familyOf(kind) !== "object" && kind !== "flattened") return undefined;
  const result: JsonObject = {};
  for (const [key, inner] of Object.entries(value)) {
    const kept = cleanValue(`${path}.${key}`, inner, ecs, mirrored);
    if (kept !== undefined) define(result, key, kept);
  }
  return Object.keys(result).length === 0 ? undefined : result;
}

/** A dotted key such as `agent.name.x` whose parent ECS knows as a value. */
function hangsUnderScalar(path: string, ecs: FieldTable): boolean {
  const dot = path.lastIndexOf(".");
  if (dot === -1) return false;
  const parent = ecs.get(path.slice(0, dot));
  return parent !== undefined && familyOf(parent.kind) !== "object" && parent.kind !== "flattened";
}

function fits(kind: FieldKind | undefined, value: Json, path: string): boolean {
  if (kind === undefined || value === null) return true;
  if (kind === "flattened" || familyOf(kind) === "object") return false;
  if (familyOf(kind) === "string" || familyOf(kind) === "text") return true;
  return typeof value !== "object" && documentTerm({ name: path, path, kind }, value) !== undefined;
}

const MIRRORS = [
  ["event.", "kibana.alert.original_event."],
  ["data_stream.", "kibana.alert.original_data_stream."],
] as const;

/** Adds the mirror of one leaf, where it has one. */
export function mirror(path: string, value: Json, mirrored: JsonObject): void {
  for (const [from, to] of MIRRORS) if (path.startsWith(from)) mirrored[to + path.slice(from.length)] = value;
}

/** The source's own `event.kind` makes way for the alert's flat `event.kind: signal`. */
function dropKind(source: JsonObject): void {
  delete source["event.kind"];
  const event = source["event"];
  if (!isJsonObject(event) || !("kind" in event)) return;
  const { kind: _, ...rest } = event;
  if (Object.keys(rest).length === 0) delete source["event"];
  else source["event"] = rest;
}

/** Sets an own property, `__proto__` too. */
function define(object: JsonObject, key: string, value: Json): void {
  if (key === "__proto__") Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}
