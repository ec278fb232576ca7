import { type FieldKind, type FieldTable, familyOf } from "../event/field-type.ts";
import { isJsonObject, type Json, type JsonObject } from "../event/json.ts";
import { METADATA_KEYS } from "../event/metadata.ts";
import { documentTerm } from "../event/terms.ts";
import { mirrorOf, type SourcePath, sourcePaths } from "./source-path.ts";

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
  const pathOf = sourcePaths(ecs);
  for (const key of Object.keys(document)) {
    if (METADATA_KEYS.has(key) || RESERVED.has(firstPart(key))) continue;
    const kept = cleanValue(pathOf(key), document[key] as Json, mirrored);
    if (kept !== undefined) define(source, key, kept);
  }
  dropKind(source);
  return { source, mirrored };
}

const firstPart = (key: string): string => {
  const dot = key.indexOf(".");
  return dot === -1 ? key : key.slice(0, dot);
};

function cleanValue(at: SourcePath, value: Json, mirrored: JsonObject): Json | undefined {
  if (at.hangsUnderScalar) return undefined;
  const kept = Array.isArray(value) ? cleanList(at, value, mirrored) : cleanOne(at, value, mirrored);
  if (at.mirror !== undefined && kept !== undefined && !isJsonObject(kept)) mirrored[at.mirror] = kept;
  return kept;
}

function cleanList(at: SourcePath, list: readonly Json[], mirrored: JsonObject): Json | undefined {
  const kept = list.map((item) => cleanOne(at, item, mirrored)).filter((item) => item !== undefined);
  return kept.length === 0 ? undefined : kept;
}

function cleanOne(at: SourcePath, value: Json, mirrored: JsonObject): Json | undefined {
  const { kind, path } = at;
  if (kind === "geo_point") return value;
  if (!isJsonObject(value)) return fits(kind, value, path) ? value : undefined;
  if (kind !== undefined && familyOf(kind) !== "object" && kind !== "flattened") return undefined;
  const result: JsonObject = {};
  let empty = true;
  for (const key of Object.keys(value)) {
    const kept = cleanValue(at.below(key), value[key] as Json, mirrored);
    if (kept === undefined) continue;
    define(result, key, kept);
    empty = false;
  }
  return empty ? undefined : result;
}

function fits(kind: FieldKind | undefined, value: Json, path: string): boolean {
  if (kind === undefined || value === null) return true;
  if (kind === "flattened" || familyOf(kind) === "object") return false;
  if (familyOf(kind) === "string" || familyOf(kind) === "text") return true;
  return typeof value !== "object" && documentTerm({ name: path, path, kind }, value) !== undefined;
}

/** Adds the mirror of one leaf, where it has one. */
export function mirror(path: string, value: Json, mirrored: JsonObject): void {
  const name = mirrorOf(path);
  if (name !== undefined) mirrored[name] = value;
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
