import { isJsonObject, type Json, type JsonObject } from "./json.ts";

/**
 * What stands in a document under a field's name, however that is spelt: a value or a list just as it was written, where
 * `compilePath` flattens. Undefined where there is nothing or null. Of several spellings the flattest wins.
 */
export function compileWritten(path: string): (document: JsonObject) => Json | undefined {
  const segments = path.split(".");
  return (document) => below(document, segments, 0);
}

/** The first value found, the longest key first: a flat `a.b` wins over a nested one. */
function below(object: JsonObject, segments: readonly string[], from: number): Json | undefined {
  for (let to = segments.length; to > from; to--) {
    const key = segments.slice(from, to).join(".");
    const value = Object.hasOwn(object, key) ? object[key] : undefined;
    if (to === segments.length && value !== undefined && value !== null) return value;
    const found = isJsonObject(value) ? below(value, segments, to) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
