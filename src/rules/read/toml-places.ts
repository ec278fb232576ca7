import type { AST } from "toml-eslint-parser";
import type { Span } from "../../diagnostics/index.ts";
import { joinPath, type Place, type Places } from "./places.ts";
import { textOffsets } from "./toml-offsets.ts";

/** The places of everything in a parsed TOML text. A table is pointed at by the name in its header. */
export function placesIn(text: string, program: AST.TOMLProgram): Places {
  const places = new Map<string, Place>();
  const collector: Collector = { text, places };
  for (const item of program.body[0].body) {
    if (item.type === "TOMLKeyValue") addEntry(collector, "", item);
    else {
      const base = addHeader(collector, item);
      for (const entry of item.body) addEntry(collector, base, entry);
    }
  }
  return places;
}

interface Collector {
  readonly text: string;
  readonly places: Map<string, Place>;
}

/** Every part of a header's path that was not named before gets the header's place. */
function addHeader({ places }: Collector, table: AST.TOMLTable): string {
  const at = spanOf(table.key);
  let path = "";
  for (const key of table.resolvedKey) {
    path = joinPath(path, key);
    if (!places.has(path)) places.set(path, { key: at, value: at });
  }
  return path;
}

function addEntry(collector: Collector, base: string, entry: AST.TOMLKeyValue): void {
  let path = base;
  entry.key.keys.forEach((key, index) => {
    path = joinPath(path, key.type === "TOMLBare" ? key.name : key.value);
    const last = index === entry.key.keys.length - 1;
    if (last) addValue(collector, path, entry.value, spanOf(key));
    else if (!collector.places.has(path)) collector.places.set(path, { key: spanOf(key), value: spanOf(key) });
  });
}

function addValue(collector: Collector, path: string, node: AST.TOMLContentNode, key?: Span): void {
  const value = spanOf(node);
  const isText = node.type === "TOMLValue" && node.kind === "string";
  const offsets = isText ? (decoded: string) => textOffsets(collector.text, value, decoded) : undefined;
  if (!collector.places.has(path)) collector.places.set(path, { ...(key && { key }), value, ...(offsets && { offsets }) });
  if (node.type === "TOMLArray") node.elements.forEach((item, index) => addValue(collector, joinPath(path, index), item));
  if (node.type === "TOMLInlineTable") for (const entry of node.body) addEntry(collector, path, entry);
}

const spanOf = (node: AST.HasLocs): Span => ({ start: node.range[0], end: node.range[1] });
