import type { Json, JsonObject } from "../event/json.ts";
import { compileObjects } from "../event/path.ts";

/**
 * A reader of the object at a path, the first one of a list. Where the document has dotted keys instead of an object,
 * the object is put together of them.
 */
export function compileObjectAt(path: string): (document: JsonObject) => JsonObject | undefined {
  const segments = path.split(".");
  const read = compileObjects(path);
  const starts = segments.map((_, i) => ({
    read: i === 0 ? undefined : compileObjects(segments.slice(0, i).join(".")),
    prefix: `${segments.slice(i).join(".")}.`,
  }));
  return (document) => {
    const [first] = read(document);
    if (first) return first;
    for (const start of starts) {
      const parent = start.read ? start.read(document)[0] : document;
      const found = parent && dottedBelow(parent, start.prefix);
      if (found) return found;
    }
    return undefined;
  };
}

function dottedBelow(parent: JsonObject, prefix: string): JsonObject | undefined {
  const keys = Object.keys(parent).filter((key) => key.startsWith(prefix));
  return keys.length === 0 ? undefined : Object.fromEntries(keys.map((key) => [key.slice(prefix.length), parent[key] as Json]));
}
