import { compileGlob } from "./glob.ts";
import { isJsonObject, type Json, type JsonObject } from "./json.ts";
import { compilePath } from "./path.ts";

/** Distinct raw names remembered; hostile variety empties the memory, it does not fill it. */
const MAX_REMEMBERED = 4096;

/** Prefixes of index names that hold alerts, after cleaning. */
const ALERT_PREFIXES: readonly string[] = [".alerts-", ".siem-signals-", ".internal.alerts-", ".preview.alerts-"];

const readType = compilePath("data_stream.type");
const readDataset = compilePath("data_stream.dataset");
const readNamespace = compilePath("data_stream.namespace");

/**
 * The index an event belongs to: `type-dataset-namespace` from its `data_stream` fields, else its `_index` as
 * {@link cleanIndexName} reads it, else `fallback`.
 */
export function indexOf(document: JsonObject, fallback?: string): string | undefined {
  const { data_stream: stream, _index: index } = document;
  const name = isJsonObject(stream) ? streamName(stream["type"], stream["dataset"], stream["namespace"]) : undefined;
  return name ?? dottedStreamName(document) ?? (typeof index === "string" && index !== "" ? cleaned(index) : fallback);
}

/** What `METADATA _index` gives: the name as the document has it, else what its fields name; a number's is its text. */
export function metadataIndexOf(document: JsonObject): string | undefined {
  const { _index: index } = document;
  return typeof index === "string" ? index : typeof index === "number" ? String(index) : indexOf(document);
}

/** For the spellings other than one object with three texts in it. */
function dottedStreamName(document: JsonObject): string | undefined {
  const [dataset] = readDataset(document);
  return dataset === undefined ? undefined : streamName(readType(document)[0], dataset, readNamespace(document)[0]);
}

interface StreamName {
  readonly type: string;
  readonly namespace: string;
  readonly name: string;
}

const streams = new Map<string, StreamName>();
const names = new Map<string, string>();

/** Joined once per stream: a name that is the same string each time is cheap to look up. */
function streamName(type: Json | undefined, dataset: Json | undefined, namespace: Json | undefined): string | undefined {
  if (typeof type !== "string" || typeof dataset !== "string" || typeof namespace !== "string") return undefined;
  const known = streams.get(dataset);
  if (known?.type === type && known.namespace === namespace) return known.name;
  const name = `${type}-${dataset}-${namespace}`;
  if (streams.size >= MAX_REMEMBERED) streams.clear();
  streams.set(dataset, { type, namespace, name });
  return name;
}

function cleaned(raw: string): string {
  const known = names.get(raw);
  if (known !== undefined) return known;
  const name = cleanIndexName(raw);
  if (names.size >= MAX_REMEMBERED) names.clear();
  names.set(raw, name);
  return name;
}

/**
 * The alias or data stream behind a backing index: without `cluster:`, `::selector`, `partial-` or `restored-`,
 * `.ds-` and `-yyyy.MM.dd-NNNNNN`; `.internal.alerts-x-000001` is `.alerts-x`.
 */
export function cleanIndexName(raw: string): string {
  let name = withoutCluster(raw);
  for (const prefix of ["partial-", "restored-", ".ds-"]) if (name.startsWith(prefix)) name = name.slice(prefix.length);
  if (isGeneration(name)) {
    const dated = name.slice(0, -7);
    if (isDate(dated)) name = dated.slice(0, -11);
    else if (name.startsWith(".internal.alerts-")) name = dated;
  }
  return name.startsWith(".internal.alerts-") ? name.slice(".internal".length) : name;
}

function withoutCluster(raw: string): string {
  const selector = raw.indexOf("::");
  const name = selector > 0 ? raw.slice(0, selector) : raw;
  return name.slice(name.indexOf(":") + 1);
}

/** Ends with `-NNNNNN`. */
const isGeneration = (name: string): boolean => fits(name, "-dddddd");
/** Ends with `-yyyy.MM.dd`. */
const isDate = (name: string): boolean => fits(name, "-dddd.dd.dd");

/** Whether the name ends as the shape says: `d` is a digit, the rest itself; something must stand before it. */
function fits(name: string, shape: string): boolean {
  const start = name.length - shape.length;
  if (start <= 0) return false;
  for (let i = 0; i < shape.length; i++) {
    const unit = name.charCodeAt(start + i);
    if (shape[i] === "d" ? unit < 0x30 || unit > 0x39 : unit !== shape.charCodeAt(i)) return false;
  }
  return true;
}

/**
 * A test whether a rule's index patterns take an event's index. As Elasticsearch resolves index expressions: in
 * order, `-pattern` takes out what earlier ones put in, `*` does not match a name that begins with a dot, `cluster:`
 * and `::selector` are ignored. An event without an index is taken unless every pattern names alerts. No patterns: all.
 */
export function compileIndexPatterns(patterns: readonly string[]): (index: string | undefined) => boolean {
  const parts = patterns
    .flatMap((pattern) => pattern.split(","))
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length === 0) return () => true;
  const steps = parts.map((part) => ({ takes: !part.startsWith("-"), test: compileNamePattern(patternName(part)) }));
  const included = parts.filter((part) => !part.startsWith("-"));
  const unindexed = !included.every(namesAlerts);
  return (index) => {
    if (index === undefined) return unindexed;
    let taken = false;
    for (const { takes, test } of steps) if (taken !== takes && test(index)) taken = takes;
    return taken;
  };
}

const namesAlerts = (pattern: string): boolean => ALERT_PREFIXES.some((prefix) => withoutCluster(pattern).startsWith(prefix));

/** What a pattern says of cleaned names. */
function patternName(part: string): string {
  const name = withoutDate(withoutCluster(part.startsWith("-") ? part.slice(1) : part));
  return name.startsWith(".internal.alerts-") ? name.slice(".internal".length) : name;
}

/** Date math in a name (`<logs-{now/d}>`) is taken as any date: `logs-*`. */
function withoutDate(pattern: string): string {
  const open = pattern.indexOf("{");
  if (!pattern.startsWith("<") || !pattern.endsWith(">") || open === -1) return pattern;
  return `${pattern.slice(1, open)}*`;
}

/** `*` does not match a hidden name, one that begins with a dot; a pattern that begins with a dot may. */
function compileNamePattern(pattern: string): (name: string) => boolean {
  const test = compileGlob(pattern === "_all" ? "*" : pattern);
  return pattern.startsWith(".") ? test : (name) => !name.startsWith(".") && test(name);
}
