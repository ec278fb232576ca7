import type { Span } from "../diagnostics/index.ts";
import { isJsonObject, type JsonObject } from "../event/json.ts";
import { isJsonFault, parseJsonTree } from "./read/json-tree.ts";

/** The parts of an investigation guide that a person can act on. */
export const GUIDE_PLUGINS = ["osquery", "investigate"] as const;
export type GuidePlugin = (typeof GUIDE_PLUGINS)[number];

/** `!{osquery{…}}` in a note, as far as it could be read. */
export interface RawBlock {
  readonly plugin: GuidePlugin;
  /** All of it, in the note. */
  readonly at: Span;
  readonly value: JsonObject;
}

/** Why such a block cannot be read, and where. */
export interface BlockFault {
  readonly plugin: GuidePlugin;
  readonly at: Span;
  readonly message: string;
  readonly hint?: string;
}

export interface GuideText {
  readonly blocks: readonly RawBlock[];
  readonly faults: readonly BlockFault[];
}

const NO_BLOCKS: GuideText = Object.freeze({ blocks: [], faults: [] });

/** Finds the blocks of a note, in order: the plugin's name, one JSON object and a closing brace. A broken one is a fault and passed over. */
export function readBlocks(note: string): GuideText {
  let start = note.indexOf("!{");
  if (start === -1) return NO_BLOCKS;
  const blocks: RawBlock[] = [];
  const faults: BlockFault[] = [];
  while (start !== -1) {
    const from = start + 2;
    const plugin = GUIDE_PLUGINS.find((name) => note.startsWith(name, from) && !isNameChar(note.charAt(from + name.length)));
    const block = plugin && readBlock(note, start, plugin);
    if (block && "value" in block) blocks.push(block);
    else if (block) faults.push(block);
    start = note.indexOf("!{", block ? block.at.end : from);
  }
  return { blocks, faults };
}

const isNameChar = (char: string): boolean => /^\w$/.test(char);

function readBlock(note: string, start: number, plugin: GuidePlugin): RawBlock | BlockFault {
  const open = skipBlanks(note, start + 2 + plugin.length);
  const marker = { start, end: open };
  if (note.charAt(open) !== "{") {
    return { plugin, at: marker, message: `\`!{${plugin}\` is followed by no JSON object`, hint: `write \`!{${plugin}{…}}\`` };
  }
  const close = matchingBrace(note, open);
  if (close === undefined)
    return { plugin, at: marker, message: `the JSON object of \`!{${plugin}\` does not end`, hint: "close every brace and every text" };
  const end = skipBlanks(note, close + 1);
  if (note.charAt(end) !== "}") {
    return {
      plugin,
      at: { start: close, end: close + 1 },
      message: `\`!{${plugin}{…}\` lacks its closing brace`,
      hint: "end the block with `}}`",
    };
  }
  const value = parseObject(note.slice(open, close + 1));
  return value ? { plugin, at: { start, end: end + 1 }, value } : jsonFault(note, open, close + 1, plugin);
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Reads the object once more, for the place of what is wrong with it. */
function jsonFault(note: string, open: number, end: number, plugin: GuidePlugin): BlockFault {
  const result = parseJsonTree(note, open, end);
  if (!isJsonFault(result)) return { plugin, at: { start: open, end }, message: `the JSON object of \`!{${plugin}\` cannot be read` };
  const { offset, message, hint } = result;
  return {
    plugin,
    at: { start: offset, end: offset + 1 },
    message: `the JSON object of \`!{${plugin}\` is broken: ${message}`,
    ...(hint && { hint }),
  };
}

/** The brace that closes the one at `open`; braces in texts do not count. */
function matchingBrace(text: string, open: number): number | undefined {
  let depth = 0;
  let quoted = false;
  for (let i = open; i < text.length; i++) {
    const char = text.charAt(i);
    if (quoted && char === "\\") i++;
    else if (char === '"') quoted = !quoted;
    else if (!quoted && char === "{") depth++;
    else if (!quoted && char === "}" && --depth === 0) return i;
  }
  return undefined;
}

function skipBlanks(text: string, from: number): number {
  let i = from;
  while (" \t\r\n".includes(text.charAt(i)) && i < text.length) i++;
  return i;
}
