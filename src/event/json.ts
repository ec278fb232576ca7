/** What `JSON.parse` can return. Documents (events, alerts) are {@link JsonObject}s. */
export type Json = string | number | boolean | null | Json[] | JsonObject;

export interface JsonObject {
  [key: string]: Json;
}

/** A single non-null value of a document. */
export type Scalar = string | number | boolean;

export const isJsonObject = (value: unknown): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);

/** Names remembered with their quotes; events can be full of new ones. */
const MOST_NAMES = 20_000;
const quoted = new Map<string, string>();

/** A key as JSON text. Documents have the same ones again and again. */
export function quotedKey(key: string): string {
  const known = quoted.get(key);
  if (known !== undefined) return known;
  const text = JSON.stringify(key);
  if (quoted.size < MOST_NAMES) quoted.set(key, text);
  return text;
}

/** A copy that shares nothing with its original. */
export function cloneJson(value: Json): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(cloneJson);
  const copy: JsonObject = {};
  for (const key in value) if (Object.hasOwn(value, key)) set(copy, key, cloneJson(value[key] as Json));
  return copy;
}

/** `__proto__` is a key like any other. */
function set(object: JsonObject, key: string, value: Json): void {
  if (key === "__proto__") Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  else object[key] = value;
}
