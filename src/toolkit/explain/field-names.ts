import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { METADATA_KEYS } from "../../event/metadata.ts";

/** Names gathered from one document; hostile ones have millions. */
const MAX_NAMES = 5_000;

/** The dotted names of a document's leaves, each once; arrays are looked through. Iterative: depth costs memory, not stack. */
export function fieldNames(document: JsonObject): readonly string[] {
  const names = new Set<string>();
  const stack: { readonly name: string; readonly value: Json }[] = Object.entries(document)
    .filter(([key]) => !METADATA_KEYS.has(key))
    .map(([name, value]) => ({ name, value }));
  for (let top = stack.pop(); top && names.size < MAX_NAMES; top = stack.pop()) {
    const { name, value } = top;
    if (Array.isArray(value)) for (const item of value) stack.push({ name, value: item });
    else if (isJsonObject(value)) for (const key of Object.keys(value)) stack.push({ name: `${name}.${key}`, value: value[key] ?? null });
    else if (value !== null) names.add(name);
  }
  return [...names];
}
