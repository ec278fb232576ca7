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

/** The same for a field: what is read and how it compares. */
export const fieldIdentity = (field: FieldType): string => write(field);

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

function write(value: unknown): string {
  if (Array.isArray(value) && value.length > MAX_WRITTEN) return digestOf(value);
  if (Array.isArray(value)) return `[${value.map(write).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const isField = "path" in value && "kind" in value && "name" in value;
  const parts: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const part = (value as Readonly<Record<string, unknown>>)[key];
    if (part === undefined || key === "at" || (isField && NAMES.has(key))) continue;
    parts.push(`${JSON.stringify(key)}:${write(part)}`);
  }
  return `{${parts.join(",")}}`;
}

/** Parts of a field type that lowering reads and matching does not. */
const NAMES: ReadonlySet<string> = new Set(["name", "exact", "nested"]);
