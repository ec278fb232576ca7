import { extname } from "node:path";
import { diagnosticAt, type Source, span } from "../../diagnostics/index.ts";
import { faultyContent, type FileContent, type RuleReader } from "./document.ts";
import { emptyContent } from "./exported.ts";
import { jsonReader } from "./json.ts";
import { ndjsonReader } from "./ndjson.ts";
import { tomlReader } from "./toml.ts";
import { yamlReader } from "./yaml.ts";

/** Every rule format, in the order in which content is sniffed. */
export const RULE_READERS: readonly RuleReader[] = [tomlReader, jsonReader, ndjsonReader, yamlReader];

/** The extensions by which folders are searched: lower case, with the dot. */
export const RULE_EXTENSIONS: ReadonlySet<string> = new Set(RULE_READERS.flatMap((reader) => reader.extensions));

/** The extension of the format, under any compression: `.toml` for `a.toml.gz`. */
export const formatExtension = (file: string): string => extname(file.toLowerCase().replace(/\.(gz|zst)$/, ""));

/** Whether a folder's file is read; cases beside rules (`a.test.yaml`) are not. */
export const isReadable = (path: string): boolean => RULE_EXTENSIONS.has(formatExtension(path)) && !/\.test\.[a-z]+$/i.test(path);

/** Reads one rule file's text by the file's extension, else by what it looks like. */
export function readRuleText(source: Source): FileContent {
  const extension = formatExtension(source.name);
  const reader = RULE_READERS.find((r) => r.extensions.includes(extension));
  if (reader) return otherForm(reader, source).read(source);
  if (source.text.trim() === "") return emptyContent(source);
  const guessed = RULE_READERS.find((r) => r.sniff(source.text));
  if (guessed) return guessed.read(source);
  const hint = `rules are read from ${[...RULE_EXTENSIONS].join(", ")} files, or from standard input in one of these formats`;
  return faultyContent(diagnosticAt(source, span(0, 0), "T1005", "the format of the file is not recognised", { hint }));
}

/** Lines of JSON in a `.json` file, and one JSON value laid out over many lines in a `.ndjson` file, are read as what they are. */
function otherForm(reader: RuleReader, { text }: Source): RuleReader {
  if (reader === jsonReader && !jsonReader.sniff(text) && ndjsonReader.sniff(text) && text.trim().includes("\n")) return ndjsonReader;
  if (reader === ndjsonReader && !ndjsonReader.sniff(text) && jsonReader.sniff(text)) return jsonReader;
  return reader;
}
