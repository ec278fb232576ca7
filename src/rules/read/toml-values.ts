import type { AST } from "toml-eslint-parser";
import type { Json, JsonObject } from "../../event/json.ts";

/**
 * A parsed TOML file as plain data; dates and times stay as they are written. (The parser's own conversion follows
 * a key called `__proto__` into the prototype of all objects.)
 */
export function tomlValues(program: AST.TOMLProgram): JsonObject {
  const root: JsonObject = {};
  for (const item of program.body[0].body) {
    if (item.type === "TOMLKeyValue") assign(root, item);
    else {
      const table = tableAt(root, item.resolvedKey);
      for (const entry of item.body) assign(table, entry);
    }
  }
  return root;
}

/** The table at a path, made where it is missing; a number is an index into a list of tables. */
function tableAt(root: JsonObject, path: readonly (string | number)[]): JsonObject {
  let at: JsonObject | Json[] = root;
  path.forEach((key, index) => {
    const next: Json | undefined = Array.isArray(at) ? at[key as number] : own(at, String(key));
    if (typeof next === "object" && next !== null) {
      at = next;
      return;
    }
    const made: JsonObject | Json[] = typeof path[index + 1] === "number" ? [] : {};
    if (Array.isArray(at)) at[key as number] = made;
    else setOwn(at, String(key), made);
    at = made;
  });
  return at;
}

function assign(table: JsonObject, entry: AST.TOMLKeyValue): void {
  const keys = entry.key.keys.map((key) => (key.type === "TOMLBare" ? key.name : key.value));
  const last = keys.pop() as string;
  setOwn(keys.length === 0 ? table : tableAt(table, keys), last, valueOf(entry.value));
}

function valueOf(node: AST.TOMLContentNode): Json {
  if (node.type === "TOMLArray") return node.elements.map(valueOf);
  if (node.type === "TOMLInlineTable") {
    const table: JsonObject = {};
    for (const entry of node.body) assign(table, entry);
    return table;
  }
  return "datetime" in node ? node.datetime : node.value;
}

const own = (table: JsonObject, key: string): Json | undefined => (Object.hasOwn(table, key) ? table[key] : undefined);

/** Plain assignment, but a key called `__proto__` is a key like any other. */
function setOwn(table: JsonObject, key: string, value: Json): void {
  if (key !== "__proto__") table[key] = value;
  else Object.defineProperty(table, key, { value, enumerable: true, configurable: true, writable: true });
}
