import type { Json, JsonObject, Scalar } from "../event/json.ts";
import { METADATA_KEYS } from "../event/metadata.ts";

interface Step {
  readonly value: Json;
  /** The path, as long as a text field may still lie at or below it. */
  readonly path: string | undefined;
}

/**
 * Calls `visit` with every scalar of a document that is neither metadata nor in one of the text fields, until one
 * returns true; returns whether one did. Depth costs memory, not stack; paths are followed only where a text field
 * may be, so deep documents cost no more than flat ones.
 */
export function compileExactLeaves(textFields: readonly string[]): (document: JsonObject, visit: (value: Scalar) => boolean) => boolean {
  const text = new Set(textFields);
  const onTheWay = new Set(textFields.flatMap(prefixesOf));
  const below = (path: string | undefined, key: string): string | undefined => {
    if (path === undefined) return undefined;
    const longer = path === "" ? key : `${path}.${key}`;
    return onTheWay.has(longer) ? longer : undefined;
  };
  return (document, visit) => {
    const stack: Step[] = [];
    for (const [key, value] of Object.entries(document)) if (!METADATA_KEYS.has(key)) stack.push({ value, path: below("", key) });
    for (let step = stack.pop(); step; step = stack.pop()) {
      const { value, path } = step;
      if (value === null) continue;
      if (Array.isArray(value)) for (const member of value) stack.push({ value: member, path });
      else if (typeof value === "object")
        for (const key of Object.keys(value)) stack.push({ value: value[key] as Json, path: below(path, key) });
      else if (!(path !== undefined && text.has(path)) && visit(value)) return true;
    }
    return false;
  };
}

/** `a`, `a.b`, `a.b.c`. */
function prefixesOf(path: string): string[] {
  const segments = path.split(".");
  return segments.map((_, i) => segments.slice(0, i + 1).join("."));
}
