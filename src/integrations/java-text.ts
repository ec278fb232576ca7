import { isJsonObject, type Json } from "../event/json.ts";

/**
 * A value as Java's `toString` writes what Elasticsearch's JSON processor reads it into: objects are hash maps,
 * `{b=1, a=[x, y]}`, in the order of their hash table. Rules match this text with wildcards, so its order counts.
 */
export function javaText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(javaText).join(", ")}]`;
  if (!isJsonObject(value)) return String(value);
  return `{${hashOrder(Object.keys(value))
    .map((key) => `${key}=${javaText(value[key] as Json)}`)
    .join(", ")}}`;
}

const FIRST_CAPACITY = 16;
const LOAD_FACTOR = 0.75;

/** Keys as a `java.util.HashMap` iterates them that they were put into in this order. */
function hashOrder(keys: readonly string[]): readonly string[] {
  let capacity = FIRST_CAPACITY;
  while (keys.length > capacity * LOAD_FACTOR) capacity *= 2;
  const place = (key: string): number => {
    const hash = javaHash(key);
    return (hash ^ (hash >>> 16)) & (capacity - 1);
  };
  return keys
    .map((key) => ({ key, place: place(key) }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ key }) => key);
}

/** `String.hashCode`: over UTF-16 units, in 32 bits. */
function javaHash(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
  return hash;
}
