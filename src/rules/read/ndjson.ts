import type { Source } from "../../diagnostics/index.ts";
import type { FileContent, RuleReader } from "./document.ts";
import { emptyContent, mergeContents } from "./exported.ts";
import { parseJson, readJson } from "./json.ts";

/** Kibana's export: a rule a line, then exception lists and items, action connectors and a line of counts. */
export const ndjsonReader: RuleReader = {
  format: "ndjson",
  extensions: [".ndjson", ".jsonl"],
  sniff: (text) => /^\s*\{/.test(text) && parseJson(text.trimStart().split("\n", 1)[0] as string) !== undefined,
  read,
};

/** A line with a fault is reported and the next ones are read all the same. */
function read(source: Source): FileContent {
  const contents: FileContent[] = [];
  for (const [start, end] of lines(source.text)) contents.push(readJson(source, "ndjson", start, end));
  return contents.length === 0 ? emptyContent(source) : mergeContents(contents);
}

function* lines(text: string): Iterable<readonly [number, number]> {
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    if (text.slice(start, end).trim() !== "") yield [start, end];
    start = end + 1;
  }
}
