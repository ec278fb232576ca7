import type { JsonNode } from "./json-tree.ts";
import { isJsonFault, parseJsonTree } from "./json-tree.ts";
import { joinPath, type Place, type Places } from "./places.ts";
import { escapeOffsets } from "./text-offsets.ts";
import type { RulePart } from "./unwrap.ts";

/** The places of a rule's parts, which stand at the given paths inside the value in `[start, end)` of the text. */
export function jsonPlaces(
  text: string,
  parts: readonly (Omit<RulePart, "name"> & { readonly name: string })[],
  start?: number,
  end?: number,
): Places {
  const places = new Map<string, Place>();
  const root = parseJsonTree(text, start, end);
  if (isJsonFault(root)) return places;
  for (const { name, path } of parts) {
    const node = path.reduce<JsonNode | undefined>(child, root);
    if (node) add(places, text, name, node);
  }
  return places;
}

function child(node: JsonNode | undefined, key: string | number): JsonNode | undefined {
  if (node?.kind === "array") return node.items[key as number];
  if (node?.kind === "object") return node.members.findLast((member) => member.name === key)?.value;
  return undefined;
}

function add(places: Map<string, Place>, text: string, path: string, node: JsonNode, key?: Place["value"]): void {
  const offsets = node.kind === "string" ? (decoded: string) => textOffsets(text, node, decoded) : undefined;
  places.set(path, { ...(key && { key }), value: node.at, ...(offsets && { offsets }) });
  if (node.kind === "array") node.items.forEach((item, index) => add(places, text, joinPath(path, index), item));
  if (node.kind === "object") for (const member of node.members) add(places, text, joinPath(path, member.name), member.value, member.key);
}

function textOffsets(text: string, { at }: JsonNode, decoded: string): number | readonly number[] {
  const start = at.start + 1;
  return text.startsWith(decoded, start) && start + decoded.length === at.end - 1 ? start : escapeOffsets(text, start, at.end - 1, true);
}
