import { type Diagnostic, diagnosticAt, type Source, span } from "../../diagnostics/index.ts";
import { isJsonObject, type JsonObject } from "../../event/json.ts";
import { exceptionDocument, faultyContent, type FileContent, type RuleReader, ruleDocument, type SkippedKind } from "./document.ts";
import { tomlContent, tomlPlaces } from "./toml-content.ts";
import { firstLine } from "./first-line.ts";

/** The rule file of `elastic/detection-rules`: tables `[metadata]`, `[rule]` and, for some, `[transform]`. */
export const tomlReader: RuleReader = {
  format: "toml",
  extensions: [".toml"],
  sniff,
  read,
};

function read(source: Source): FileContent {
  const content = tomlContent(source);
  return "fault" in content ? faultyContent(content.fault) : contentOf(source, content.values);
}

function contentOf(source: Source, file: JsonObject): FileContent {
  const { rule, metadata, transform } = file;
  if (isJsonObject(rule)) {
    const extra = Object.keys(file).filter((key) => !TABLES.has(key));
    const document = ruleDocument(source, "toml", { rule, metadata, transform }, () => tomlPlaces(source));
    const problems = extra.map((key) => unknownTable(source, key, document.places().get(key)?.value.start ?? 0));
    return { documents: [document], problems, skipped: {}, exceptions: [] };
  }
  for (const [key, kind] of NEIGHBOURS) {
    const list = file[key];
    if (!Array.isArray(list)) continue;
    const exceptions = kind === "exception" ? [exceptionDocument(source, "toml", file, "", () => tomlPlaces(source))] : [];
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

/** The first line that says anything is a table head or a key. */
function sniff(text: string): boolean {
  const line = firstLine(text);
  return TABLE_HEAD.test(line) || KEY.test(line);
}

const TABLE_HEAD = /^\[\[?\s*[A-Za-z_][\w.-]*\s*\]\]?\s*(?:$|#)/;
const KEY = /^[A-Za-z_][\w.-]*\s*=/;
