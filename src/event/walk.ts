import type { Json, JsonObject } from "./json.ts";

/** Called with each value found, null included; true ends the walk. */
export type Visit = (value: Json) => boolean;
/** Calls `visit` with what stands at a path; true when a visit ended the walk. */
export type Walk = (value: Json, visit: Visit) => boolean;

/**
 * A walk to what stands at a path: each member of arrays on the way and at the end, never an array itself.
 * `{"a":{"b":1}}`, `{"a.b":1}` and every mixture are one path `a.b`, as in Elasticsearch; the shorter first key comes
 * first. Recursion is bounded by the path's length, whatever the document.
 */
export function compileWalk(path: string): Walk {
  const segments = path.split(".");
  const walks: Walk[] = [visitEach];
  for (let from = segments.length - 1; from >= 0; from--) walks.unshift(compileLevel(segments.slice(from), walks.slice()));
  return walks[0] as Walk;
}

const visitEach: Walk = (value, visit) => (Array.isArray(value) ? visitMembers(value, visit) : visit(value));

/** One object on the way: any run of the remaining segments may be spelt as one key. `walks[i]` goes on from the key of i + 1 segments. */
function compileLevel(segments: readonly string[], walks: readonly Walk[]): Walk {
  const steps = segments.map((_, i) => ({ read: readOwn(segments.slice(0, i + 1).join(".")), next: walks[i] as Walk }));
  const level = (object: JsonObject, visit: Visit): boolean => {
    for (let i = 0; i < steps.length; i++) {
      const step = steps[i] as (typeof steps)[number];
      const value = step.read(object);
      if (value !== undefined && step.next(value, visit)) return true;
    }
    return false;
  };
  return (value, visit) => {
    if (value === null || typeof value !== "object") return false;
    if (!Array.isArray(value)) return level(value, visit);
    return visitMembers(value, (member) => member !== null && typeof member === "object" && level(member as JsonObject, visit));
  };
}

/** Reads an own property. Names that Object.prototype has (`constructor`, `__proto__`) need the slower check. */
function readOwn(key: string): (object: JsonObject) => Json | undefined {
  if (key in Object.prototype) return (object) => (Object.hasOwn(object, key) ? object[key] : undefined);
  return (object) => object[key];
}

/** Every member of an array that is no array, at any depth, in order; no recursion. */
export function visitMembers(array: readonly Json[], visit: Visit): boolean {
  for (let i = 0; i < array.length; i++) {
    const member = array[i] as Json;
    if (Array.isArray(member) ? visitDeep(member, visit) : visit(member)) return true;
  }
  return false;
}

function visitDeep(array: readonly Json[], visit: Visit): boolean {
  const stack: { array: readonly Json[]; next: number }[] = [{ array, next: 0 }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    if (top.next >= top.array.length) {
      stack.pop();
      continue;
    }
    const member = top.array[top.next++] as Json;
    if (Array.isArray(member)) stack.push({ array: member, next: 0 });
    else if (visit(member)) return true;
  }
  return false;
}
