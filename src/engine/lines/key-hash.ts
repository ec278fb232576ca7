import { type FieldType, familyOf, type KindFamily } from "../../event/field-type.ts";
import type { Json, JsonObject } from "../../event/json.ts";
import type { KeyKind } from "../../matcher/lines/lay-sights.ts";
import type { JoinKey } from "../../plan/plan.ts";

/** How one field of a key is hashed. */
export interface HashedField {
  readonly path: string;
  readonly kind: KeyKind;
}

/** By family: what its values are hashed as. */
const KINDS: Partial<Record<KindFamily, KeyKind>> = { string: "text", integer: "whole", ip: "address" };

/** Whole numbers of more digits may be read as one of their neighbours. */
const MOST_DIGITS = 15;

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
  const hashed = KINDS[familyOf(kind)];
  const whole = kind === "flattened" && leafOf === undefined;
  return hashed === undefined || normalizer !== undefined || nullValue !== undefined || whole ? undefined : { path, kind: hashed };
}

/**
 * The hash of an event's key, as a sieve works it out of a line; {@link NO_HASH} where it would not: a key of several
 * values, or of numbers or addresses that can be written in several ways.
 * @param fields in dotted spelling
 */
export function hashKey(keys: readonly HashedField[], fields: JsonObject): number {
  let hash = SEED;
  for (const { path, kind } of keys) {
    const text = textOf(fields[path], kind);
    if (text === undefined) return NO_HASH;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME) >>> 0;
    if (hash === 0) hash = 1;
  }
  return hash;
}

function textOf(value: Json | undefined, kind: KeyKind): string | undefined {
  if (kind !== "whole") return typeof value === "string" && (kind === "text" || isAddress(value)) ? value : undefined;
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0) return undefined;
  const text = String(value);
  return text.length <= MOST_DIGITS ? text : undefined;
}

/** Four decimal numbers of a byte each, without leading zeros. */
function isAddress(text: string): boolean {
  const parts = text.split(".");
  return parts.length === 4 && parts.every((part) => Number(part) >= 0 && Number(part) <= 255 && String(Number(part)) === part);
}
