import type { Json, JsonObject, Scalar } from "./json.ts";
import { METADATA_KEYS } from "./metadata.ts";
import { compileWalk } from "./walk.ts";

/** One step of a depth-first walk: the members of an object or array still to come. */
interface Frame {
  readonly values: readonly Json[];
  next: number;
}

/**
 * Calls `visit` with every non-null scalar at or below `value`, in document order, until one returns true; returns
 * whether one did. Depth costs memory, not stack.
 */
export function visitLeaves(value: Json, visit: (leaf: Scalar) => boolean): boolean {
  if (value === null) return false;
  if (typeof value !== "object") return visit(value);
  const stack: Frame[] = [{ values: membersOf(value), next: 0 }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const member = top.next < top.values.length ? top.values[top.next++] : undefined;
    if (member === undefined) stack.pop();
    else if (typeof member === "object" && member !== null) stack.push({ values: membersOf(member), next: 0 });
    else if (member !== null && visit(member)) return true;
  }
  return false;
}

/** {@link visitLeaves} over a whole document without its metadata: what a free-text query looks at. */
export function visitDocument(document: JsonObject, visit: (leaf: Scalar) => boolean): boolean {
  for (const key of Object.keys(document)) {
    if (!METADATA_KEYS.has(key) && visitLeaves(document[key] as Json, visit)) return true;
  }
  return false;
}

/**
 * Calls `visit` with every non-null scalar at or below a path, whatever the spelling (`{"a":{"b.c":1}}` and
 * `{"a.b.c":1}` have a leaf below `a.b`), until one returns true; returns whether one did.
 */
export function compileBelow(path: string): (document: JsonObject, visit: (leaf: Scalar) => boolean) => boolean {
  const atPath = compileWalk(path);
  const dotted = compileDotted(path);
  return (document, visit) => atPath(document, (value) => visitLeaves(value, visit)) || dotted(document, visit);
}

/** A test whether an object field exists: any non-null leaf at or below the path, metadata left out. */
export function compileHasBelow(path: string): (document: JsonObject) => boolean {
  const below = compileBelow(path);
  return (document) => below(document, () => true);
}

/** Leaves below keys that go on past the path: `a.b.c` in the root, or `b.c` in `a`, for the path `a.b`. */
function compileDotted(path: string): (document: JsonObject, visit: (leaf: Scalar) => boolean) => boolean {
  const segments = path.split(".");
  const starts = segments.map((_, i) => ({
    walk: i === 0 ? undefined : compileWalk(segments.slice(0, i).join(".")),
    prefix: `${segments.slice(i).join(".")}.`,
  }));
  return (document, visit) =>
    starts.some(({ walk, prefix }) =>
      walk ? walk(document, (value) => visitPrefixed(value, prefix, visit)) : visitPrefixed(document, prefix, visit),
    );
}

function visitPrefixed(value: Json, prefix: string, visit: (leaf: Scalar) => boolean): boolean {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return false;
  for (const key of Object.keys(value)) {
    if (key.startsWith(prefix) && visitLeaves(value[key] as Json, visit)) return true;
  }
  return false;
}

const membersOf = (value: Json[] | JsonObject): readonly Json[] => (Array.isArray(value) ? value : Object.values(value));
