import { createHash } from "node:crypto";
import type { FieldType } from "../event/field-type.ts";
import type { Predicate } from "../plan/predicate.ts";

/**
 * What a predicate means, as a text: equal for two predicates exactly when they test the same in the same way. Places
 * in the query (`at`) and the names under which fields are known are no part of it.
 */
export function identityOf(predicate: Predicate): string {
  return write(predicate);
}

const fields = new WeakMap<FieldType, string>();

/** The same for a field: what is read and how it compares. Fields of one table are one object each, so it is worked out once. */
export function fieldIdentity(field: FieldType): string {
  const known = fields.get(field);
  if (known !== undefined) return known;
  const written = writeParts(field, NAMES);
  fields.set(field, written);
  return written;
}

/** Longer lists stand in as their digest, worked out once a list object: value lists may be long and shared by many rules. */
const MAX_WRITTEN = 1_000;

const digests = new WeakMap<readonly unknown[], string>();

function digestOf(list: readonly unknown[]): string {
  const known = digests.get(list);
  if (known !== undefined) return known;
  const hash = createHash("sha256");
  for (let at = 0; at < list.length; at += MAX_WRITTEN)
    hash
      .update(
        list
          .slice(at, at + MAX_WRITTEN)
          .map(write)
          .join(","),
      )
      .update(",");
  const digest = `#${hash.digest("base64")}`;
  digests.set(list, digest);
  return digest;
}

const isField = (value: object): value is FieldType => "path" in value && "kind" in value && "name" in value;

function write(value: unknown): string {
  if (!isObject(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return writeList(value);
  return isField(value) ? fieldIdentity(value) : writeParts(value, PLACES);
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** A list as {@link identityOf} has it. */
export function writeList(list: readonly unknown[]): string {
  if (list.length > MAX_WRITTEN) return digestOf(list);
  return list.some(isObject) ? `[${list.map(write).join(",")}]` : JSON.stringify(list);
}

function writeParts(value: object, without: ReadonlySet<string>): string {
  let text = "{";
  for (const key of Object.keys(value).sort()) {
    const part = (value as Readonly<Record<string, unknown>>)[key];
    if (part !== undefined && !without.has(key)) text += `${JSON.stringify(key)}:${write(part)},`;
  }
  return `${text}}`;
}

const PLACES: ReadonlySet<string> = new Set(["at"]);

/** Parts of a field type that lowering reads and matching does not. */
const NAMES: ReadonlySet<string> = new Set(["name", "exact", "nested"]);
