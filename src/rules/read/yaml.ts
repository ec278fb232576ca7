import { createRequire } from "node:module";
import type * as Yaml from "yaml";
import type { Document, Node } from "yaml";
import { type Code, type Diagnostic, diagnosticAt, type Source, type Span, span } from "../../diagnostics/index.ts";
import type { Json } from "../../event/json.ts";
import { faultyContent, type FileContent, type RuleReader } from "./document.ts";
import { emptyContent, exportedContent, mergeContents } from "./exported.ts";
import { joinPath, type Place, type Places } from "./places.ts";
import { type YamlStyle, yamlOffsets } from "./text-offsets.ts";
import type { RulePart } from "./unwrap.ts";
import { firstLine } from "./first-line.ts";
import { yamlBoundFault } from "./yaml-bounds.ts";

/** The JSON forms of a rule written as YAML; several documents a file may hold several rules. */
export const yamlReader: RuleReader = {
  format: "yaml",
  extensions: [".yaml", ".yml"],
  sniff: (text) => /^(?:---|- |[A-Za-z_][\w-]*:(?:\s|$))/.test(firstLine(text)),
  read,
};

function read(source: Source): FileContent {
  const bound = yamlBoundFault(source.text);
  if (bound) return faultyContent(syntaxFault(source, bound.message, bound.offset));
  const contents = documentsOf(source.text).filter((document) => document.contents !== null || document.errors.length > 0);
  return contents.length === 0 ? emptyContent(source) : mergeContents(contents.map((document) => readDocument(source, document)));
}

/** Few rules are YAML, and the parser takes longer to load than a hundred rules. */
const yaml = (): typeof Yaml => (loaded ??= createRequire(import.meta.url)("yaml") as typeof Yaml);
let loaded: typeof Yaml | undefined;

/** Faults are collected in each document's `errors`; an alias bomb is refused by `toJS`. */
function documentsOf(text: string): readonly Document.Parsed[] {
  const parsed = yaml().parseAllDocuments(text, { prettyErrors: false, logLevel: "silent" });
  return "empty" in parsed ? [] : parsed;
}

function readDocument(source: Source, document: Document.Parsed): FileContent {
  const faults = document.errors.map((error) => syntaxFault(source, error.message, error.pos[0]));
  if (faults.length > 0) return faultyContent(...faults);
  let value: Json;
  try {
    value = document.toJS({ maxAliasCount: 100 }) as Json;
  } catch (error) {
    return faultyContent(syntaxFault(source, (error as Error).message, document.range[0]));
  }
  const [start] = document.range;
  return exportedContent(source, "yaml", value, (parts) => yamlPlaces(source.text, start, parts));
}

/** The value of a text that is one YAML document of any kind, with the places of its parts by path (the value itself is at ``). */
export interface YamlValue {
  /** Null where nothing is written; absent where there are problems. */
  readonly value?: Json;
  readonly places: Places;
  readonly problems: readonly Diagnostic[];
}

/** @param code what a text that is not YAML, or more than one document, is reported as */
export function readYamlValue(source: Source, code: Code): YamlValue {
  const bound = yamlBoundFault(source.text);
  if (bound) return { places: new Map(), problems: [syntaxFault(source, bound.message, bound.offset, code)] };
  const [document, second] = documentsOf(source.text);
  if (!document) return { value: null, places: new Map(), problems: [] };
  const problems = document.errors.map((error) => syntaxFault(source, error.message, error.pos[0], code));
  if (second) problems.push(syntaxFault(source, "there is more than one YAML document", second.range[0], code));
  const places = new Map<string, Place>();
  if (problems.length > 0) return { places, problems };
  add(places, source.text, "", document.contents);
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) as Json, places, problems };
  } catch (error) {
    return { places, problems: [syntaxFault(source, (error as Error).message, document.range[0], code)] };
  }
}

function syntaxFault(source: Source, message: string, offset: number, code: Code = "T1001"): Diagnostic {
  const start = Math.min(offset, source.text.length);
  const text = message.charAt(0).toLowerCase() + message.slice(1);
  return diagnosticAt(source, span(start, Math.min(start + 1, source.text.length)), code, text);
}

/** The places in the document that begins at `start`. */
function yamlPlaces(text: string, start: number, parts: readonly RulePart[]): Places {
  const places = new Map<string, Place>();
  const document = documentsOf(text).find((candidate) => candidate.range[0] === start);
  for (const { name, path } of parts) {
    const node = path.length === 0 ? document?.contents : document?.getIn(path, true);
    add(places, text, name, node as Node | undefined);
  }
  return places;
}

function add(places: Map<string, Place>, text: string, path: string, node: Node | null | undefined, key?: Span): void {
  if (!node?.range) return;
  const { isAlias, isMap, isScalar, isSeq } = yaml();
  const style = isScalar(node) && typeof node.value === "string" ? STYLES[node.type ?? ""] : undefined;
  const value = { start: node.range[0], end: node.range[1] };
  const offsets = style && ((decoded: string) => textOffsets(text, value, style, decoded));
  places.set(path, { ...(key && { key }), value, ...(offsets && { offsets }) });
  if (isAlias(node)) return;
  if (isSeq(node)) node.items.forEach((item, index) => add(places, text, joinPath(path, index), item as Node));
  if (!isMap(node)) return;
  for (const pair of node.items) {
    const name = pair.key as Node;
    if (isScalar(name) && name.range)
      add(places, text, joinPath(path, String(name.value)), pair.value as Node, { start: name.range[0], end: name.range[1] });
  }
}

const STYLES: Readonly<Record<string, YamlStyle>> = {
  PLAIN: "plain",
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_LITERAL: "block",
  BLOCK_FOLDED: "block",
};

function textOffsets(text: string, at: Span, style: YamlStyle, decoded: string): number | readonly number[] {
  const start = style === "plain" ? at.start : style === "block" ? text.indexOf("\n", at.start) + 1 : at.start + 1;
  if (text.startsWith(decoded, start) && !decoded.includes("\n")) return start;
  return yamlOffsets(text, start, at.end, decoded, style);
}
