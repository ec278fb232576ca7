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
