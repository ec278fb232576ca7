import { diagnosticAt, type Source, span } from "../../diagnostics/index.ts";
import type { Json } from "../../event/json.ts";
import { faultyContent, type FileContent, type RuleReader } from "./document.ts";
import { emptyContent, exportedContent } from "./exported.ts";
import { jsonPlaces } from "./json-places.ts";
import { isJsonFault, parseJsonTree } from "./json-tree.ts";

/** A rule object or a list of them, as Kibana's API gives them, or Fleet assets. */
export const jsonReader: RuleReader = {
  format: "json",
  extensions: [".json"],
  sniff: (text) => /^\s*[[{]/.test(text) && parseJson(text) !== undefined,
  read: (source) => (source.text.trim() === "" ? emptyContent(source) : readJson(source, "json", 0, source.text.length)),
};

/** Reads the one JSON value in `[start, end)` of the file. */
export function readJson(source: Source, format: "json" | "ndjson", start: number, end: number): FileContent {
  const parsed = parseJson(source.text.slice(start, end));
  if (parsed) return exportedContent(source, format, parsed.value, (parts) => jsonPlaces(source.text, parts, start, end));
  const fault = parseJsonTree(source.text, start, end);
  if (!isJsonFault(fault)) throw new Error("the JSON tree accepted what JSON.parse refused");
  const { message, hint, offset } = fault;
  return faultyContent(diagnosticAt(source, span(offset, Math.min(offset + 1, end)), "T1001", message, { hint }));
}

export function parseJson(text: string): { readonly value: Json } | undefined {
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return undefined;
  }
}
