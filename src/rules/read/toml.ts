import { type AST, ParseError, parseTOML } from "toml-eslint-parser";
import { diagnosticAt, type Source, span } from "../../diagnostics/index.ts";
import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { type FileContent, type RuleReader, ruleDocument, type SkippedKind } from "./document.ts";
import { tomlFault } from "./toml-faults.ts";
import { tomlPlaces } from "./toml-places.ts";

/** The rule file of `elastic/detection-rules`: tables `[metadata]`, `[rule]` and, for some, `[transform]`. */
export const tomlReader: RuleReader = {
  format: "toml",
  extensions: [".toml"],
  sniff: (text) => /^\s*(#[^\n]*\s+)*(\[\[?\s*[A-Za-z_][\w.-]*\s*\]\]?\s*($|#|[\r\n])|[A-Za-z_][\w.-]*\s*=)/.test(text),
  read,
};

function read(source: Source): FileContent {
  let program: AST.TOMLProgram;
  try {
    program = parseTOML(source.text);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return { documents: [], problems: [tomlFault(source, error)], skipped: {} };
  }
  return contentOf(source, tomlValue(program));
}

function contentOf(source: Source, file: JsonObject): FileContent {
  const { rule, metadata, transform } = file;
  if (isJsonObject(rule)) {
    const extra = Object.keys(file).filter((key) => !TABLES.has(key));
    const document = ruleDocument(source, "toml", { rule, metadata, transform }, () => tomlPlaces(source.text));
    const problems = extra.map((key) => unknownTable(source, key, document.places().get(key)?.value.start ?? 0));
    return { documents: [document], problems, skipped: {} };
  }
  for (const [key, kind] of NEIGHBOURS) {
    const list = file[key];
    if (Array.isArray(list)) return { documents: [], problems: [], skipped: { [kind]: list.length } };
  }
  const empty = Object.keys(file).length === 0;
  const message = empty ? "the file is empty" : rule === undefined ? "the file has no [rule] table" : "`rule` is not a table";
  const hint = "a rule file has a [metadata] and a [rule] table";
  return { documents: [], problems: [diagnosticAt(source, span(0, 0), "T1004", message, { hint })], skipped: {} };
}

const TABLES: ReadonlySet<string> = new Set(["rule", "metadata", "transform"]);

/** The exception and connector files of a rules repository, by the list that makes them one. */
const NEIGHBOURS: readonly (readonly [string, SkippedKind])[] = [
  ["exceptions", "exception"],
  ["action_connectors", "connector"],
];

const unknownTable = (source: Source, key: string, start: number) =>
  diagnosticAt(source, span(start, start + key.length), "T1010", `unknown table or key \`${key}\` beside [rule]`, {
    severity: "warning",
    hint: "a rule file has the tables [metadata], [transform] and [rule]",
  });

/** The file as plain data. Dates and times become the text they were written with. */
export function tomlValue(program: AST.TOMLProgram): JsonObject {
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
  return at as JsonObject;
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
