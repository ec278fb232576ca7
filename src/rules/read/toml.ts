import { parse, TomlDate, type TomlValue } from "smol-toml";
import { parseTOML } from "toml-eslint-parser";
import { type Diagnostic, diagnosticAt, type Source, span } from "../../diagnostics/index.ts";
import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { exceptionDocument, faultyContent, type FileContent, type RuleReader, ruleDocument, type SkippedKind } from "./document.ts";
import { tomlFault } from "./toml-faults.ts";
import { tomlPlaces } from "./toml-places.ts";
import { tomlValues } from "./toml-values.ts";
import { firstLine } from "./first-line.ts";

/** The rule file of `elastic/detection-rules`: tables `[metadata]`, `[rule]` and, for some, `[transform]`. */
export const tomlReader: RuleReader = {
  format: "toml",
  extensions: [".toml"],
  sniff,
  read,
};

function read(source: Source): FileContent {
  const fast = fastValues(source.text);
  if (fast) return contentOf(source, fast);
  let values: JsonObject;
  try {
    values = tomlValues(parseTOML(source.text));
  } catch (error) {
    return faultyContent(tomlFault(source, error));
  }
  return contentOf(source, values);
}

/** By the quick parser, which knows no places. Where it refuses a text, the other one decides. */
function fastValues(text: string): JsonObject | undefined {
  try {
    return datesAsText(parse(text)) as JsonObject;
  } catch {
    return undefined;
  }
}

function contentOf(source: Source, file: JsonObject): FileContent {
  const { rule, metadata, transform } = file;
  if (isJsonObject(rule)) {
    const extra = Object.keys(file).filter((key) => !TABLES.has(key));
    const document = ruleDocument(source, "toml", { rule, metadata, transform }, () => tomlPlaces(source.text));
    const problems = extra.map((key) => unknownTable(source, key, document.places().get(key)?.value.start ?? 0));
    return { documents: [document], problems, skipped: {}, exceptions: [] };
  }
  for (const [key, kind] of NEIGHBOURS) {
    const list = file[key];
    if (!Array.isArray(list)) continue;
    const exceptions = kind === "exception" ? [exceptionDocument(source, "toml", file, "", () => tomlPlaces(source.text))] : [];
    return { documents: [], problems: [], skipped: { [kind]: list.length }, exceptions };
  }
  const empty = Object.keys(file).length === 0;
  const message = empty ? "the file is empty" : rule === undefined ? "the file has no [rule] table" : "`rule` is not a table";
  const hint = "a rule file has a [metadata] and a [rule] table";
  return faultyContent(diagnosticAt(source, span(0, 0), "T1004", message, { hint }));
}

const TABLES: ReadonlySet<string> = new Set(["rule", "metadata", "transform"]);

/** The exception and connector files of a rules repository, by the list that makes them one. */
const NEIGHBOURS: readonly (readonly [string, SkippedKind])[] = [
  ["exceptions", "exception"],
  ["action_connectors", "connector"],
];

const unknownTable = (source: Source, key: string, start: number): Diagnostic =>
  diagnosticAt(source, span(start, start + key.length), "T1010", `unknown table or key \`${key}\` beside [rule]`, {
    severity: "warning",
    hint: "a rule file has the tables [metadata], [transform] and [rule]",
  });

/** Changes the value in place. */
function datesAsText(value: TomlValue): Json {
  if (typeof value !== "object") return value as Json;
  if (value instanceof TomlDate) return value.toISOString();
  const table = value as Record<string, TomlValue>;
  for (const key of Object.keys(table)) {
    const item = table[key];
    if (item instanceof TomlDate) table[key] = item.toISOString();
    else if (typeof item === "object") datesAsText(item);
  }
  return value as Json;
}

/** The first line that says anything is a table head or a key. */
function sniff(text: string): boolean {
  const line = firstLine(text);
  return TABLE_HEAD.test(line) || KEY.test(line);
}

const TABLE_HEAD = /^\[\[?\s*[A-Za-z_][\w.-]*\s*\]\]?\s*(?:$|#)/;
const KEY = /^[A-Za-z_][\w.-]*\s*=/;
