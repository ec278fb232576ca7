import { isJsonObject, type Json } from "../../event/json.ts";

/**
 * Elasticsearch's `filter_path`: what of an answer the client wants, as dotted patterns with `*` for a name; lists are
 * looked through. Patterns that begin with `-` leave out. Undefined: nothing is left.
 */
export function filterPath(value: Json, patterns: string): Json | undefined {
  const all = patterns.split(",").map((each) => each.trim());
  const wanted = all.filter((each) => each !== "" && !each.startsWith("-")).map((each) => each.split("."));
  return wanted.length === 0 ? value : pick(value, wanted);
}

function pick(value: Json, paths: readonly (readonly string[])[]): Json | undefined {
  if (paths.some((path) => path.length === 0)) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => pick(item, paths)).filter((item) => item !== undefined);
    return items.length > 0 ? items : undefined;
  }
  if (!isJsonObject(value)) return undefined;
  const kept: Record<string, Json> = {};
  for (const [key, inner] of Object.entries(value)) {
    const rest = paths.flatMap((path) => after(path, key));
    const picked = rest.length > 0 ? pick(inner, rest) : undefined;
    if (picked !== undefined) kept[key] = picked;
  }
  return Object.keys(kept).length > 0 ? kept : undefined;
}

/** What is left of a pattern below a key. `**` stands for any number of names. */
function after(path: readonly string[], key: string): readonly (readonly string[])[] {
  const [head = "", ...rest] = path;
  if (head === "**") return [path, ...after(rest, key)];
  return head === "*" || head === key ? [rest] : [];
}
