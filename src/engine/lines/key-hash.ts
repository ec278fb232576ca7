import type { FieldType } from "../../event/field-type.ts";
import { familyOf } from "../../event/field-type.ts";
import type { Json, JsonObject } from "../../event/json.ts";
import type { JoinKey } from "../../plan/plan.ts";

/** How one field of a key is hashed: as a text or as a whole number. */
export interface HashedField {
  readonly path: string;
  readonly texts: boolean;
}

/** Where hashes of keys begin, and what stands for a key without a hash. */
export const SEED = 0x811c9dc5;
export const NO_HASH = 0;
const PRIME = 0x01000193;

/**
 * The fields of a join key, so that events with equal keys have equal hashes; undefined where a field compares in other
 * ways than by its characters or digits, or may be missing.
 */
export function hashedFields(keys: readonly JoinKey[]): readonly HashedField[] | undefined {
  const fields = keys.map(({ field, optional }) => (field === null || optional ? undefined : hashedField(field)));
  return fields.every((field) => field !== undefined) ? fields : undefined;
}

function hashedField({ kind, path, normalizer, nullValue, leafOf }: FieldType): HashedField | undefined {
  const family = familyOf(kind);
  const whole = kind === "flattened" && leafOf === undefined;
  if (normalizer !== undefined || nullValue !== undefined || whole) return undefined;
  if (family !== "string" && family !== "integer") return undefined;
  return { path, texts: family === "string" };
}

/**
 * The hash of an event's key, as a sieve works it out of a line; {@link NO_HASH} where it would not: a key of several
 * values, or of texts that JSON may write in several ways.
 * @param fields in dotted spelling
 */
export function hashKey(keys: readonly HashedField[], fields: JsonObject): number {
  let hash = SEED;
  for (const { path, texts } of keys) {
    hash = hashValue(fields[path], texts, hash);
    if (hash === NO_HASH) return NO_HASH;
  }
  return hash;
}

function hashValue(value: Json | undefined, texts: boolean, seed: number): number {
  if (typeof value !== (texts ? "string" : "number")) return NO_HASH;
  if (typeof value === "number" && !(Number.isSafeInteger(value) && value >= 0)) return NO_HASH;
  const text = String(value);
  let hash = seed;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (isEscapable(unit)) return NO_HASH;
    hash = Math.imul(hash ^ unit, PRIME) >>> 0;
  }
  return hash === 0 ? 1 : hash;
}

/** Control characters, the quote, the backslash, and all that is not ASCII. */
const isEscapable = (unit: number): boolean => unit < 0x20 || unit > 0x7e || unit === 0x22 || unit === 0x5c;
