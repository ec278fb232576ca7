import type { FieldKind, FieldTable, FieldType } from "./field-type.ts";
import { isJsonObject, type Json, type JsonObject, type Scalar } from "./json.ts";
import { compileHasBelow } from "./leaves.ts";
import { METADATA_KEYS } from "./metadata.ts";
import { parseNumber } from "./number.ts";
import { scanIso } from "./time-iso.ts";
import { compileTimeFormat } from "./time-format.ts";
import { compileWalk, visitMembers } from "./walk.ts";

/** Which fields dynamic mapping is asked for. */
export interface WantedFields {
  readonly names: ReadonlySet<string>;
  /** Every field that the documents have. */
  readonly all: boolean;
}

/** The sub-field that dynamic mapping gives every string. */
const KEYWORD = "keyword";
const KEYWORD_IGNORE_ABOVE = 256;

/** The second of Elasticsearch's default `dynamic_date_formats`; the first is ISO 8601. */
const SLASHED_DATES = "yyyy/MM/dd HH:mm:ss||yyyy/MM/dd";
const scanSlashedDate = compileTimeFormat(SLASHED_DATES);

/** The greatest whole number that a `long` holds, as JSON numbers have it. */
const LONG_LIMIT = 2 ** 63;

/**
 * The fields that Elasticsearch's dynamic mapping adds to an explicit mapping when the documents are indexed in this
 * order, of those wanted that the table lacks (or knows without a kind): the first value of a field decides. A string
 * is text with a `keyword` sub-field (`ignore_above` 256), or a date where date detection takes it for one; a whole
 * number is a long, a fraction a float; arrays count by their first value that is not null, objects by their fields.
 * Where the mapping has `dynamic` false or strict nothing is added; under `runtime` strings are keywords and fractions
 * doubles. Of all fields those more than 20 levels deep are left out. Fields come in order of name.
 */
export function dynamicFields(table: FieldTable, wanted: WantedFields, documents: Iterable<JsonObject>): readonly FieldType[] {
  const isNew = (name: string): boolean => (table.get(name)?.kind ?? "unknown") === "unknown" && table.dynamic(name) !== "false";
  const names = [...namesToFind(wanted.names)].filter(isNew);
  const firsts = firstValues(names, documents);
  if (wanted.all) for (const [name, value] of firstLeaves(documents)) if (!firsts.has(name) && isNew(name)) firsts.set(name, value);
  const fields = [...firsts].flatMap(([name, value]) => fieldsOf(table, name, value));
  return fields.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** `tags.keyword` may be the sub-field of a string `tags`. */
function namesToFind(names: ReadonlySet<string>): Set<string> {
  const parents = [...names].filter((name) => name.endsWith(`.${KEYWORD}`)).map((name) => name.slice(0, -KEYWORD.length - 1));
  return new Set([...names, ...parents]);
}

/** By name: the first value that is not null, `{}` for an object; each document is looked at for names still open only. */
function firstValues(names: readonly string[], documents: Iterable<JsonObject>): Map<string, Json> {
  const found = new Map<string, Json>();
  let open = names.map((name) => ({ name, first: compileFirst(name) }));
  for (const document of documents) {
    if (open.length === 0) break;
    open = open.filter(({ name, first }) => {
      const value = first(document);
      if (value !== undefined) found.set(name, value);
      return value === undefined;
    });
  }
  return found;
}

function compileFirst(name: string): (document: JsonObject) => Json | undefined {
  const walk = compileWalk(name);
  const hasBelow = compileHasBelow(name);
  return (document) => {
    let first: Json | undefined;
    const isFound = walk(document, (value) => {
      if (value !== null) first = value;
      return value !== null;
    });
    return isFound ? first : hasBelow(document) ? {} : undefined;
  };
}

/** Elasticsearch's `index.mapping.depth.limit`. */
const MOST_LEVELS = 20;

/** By name: the first scalar of every field of the documents. Arrays may be of any depth, objects only as deep as a mapping. */
function firstLeaves(documents: Iterable<JsonObject>): Map<string, Scalar> {
  const leaves = new Map<string, Scalar>();
  const visitObject = (object: JsonObject, prefix: string, level: number): void => {
    for (const key of Object.keys(object)) {
      if (level === 1 && METADATA_KEYS.has(key)) continue;
      const value = object[key] as Json;
      const visit = (member: Json): false => visitValue(member, prefix + key, level);
      if (Array.isArray(value)) visitMembers(value, visit);
      else visit(value);
    }
  };
  const visitValue = (value: Json, name: string, level: number): false => {
    if (isJsonObject(value)) {
      if (level < MOST_LEVELS) visitObject(value, `${name}.`, level + 1);
    } else if (value !== null && !Array.isArray(value) && !leaves.has(name)) leaves.set(name, value);
    return false;
  };
  for (const document of documents) visitObject(document, "", 1);
  return leaves;
}

/** What one new field becomes, with its sub-field. */
function fieldsOf(table: FieldTable, name: string, value: Json): FieldType[] {
  const nested = nestedAbove(table, name);
  const field = (kind: FieldKind, more: Partial<FieldType> = {}): FieldType => ({
    name,
    path: name,
    kind,
    ...more,
    ...(nested !== undefined && { nested }),
  });
  const isRuntime = table.dynamic(name) === "runtime";
  if (typeof value === "boolean") return [field("boolean")];
  if (typeof value === "number") return [field(numberKind(value, isRuntime))];
  if (typeof value !== "string") return [field("object")];
  const formats = detectedFormats(value);
  if (formats) return [field("date", formats)];
  if (isRuntime) return [field(KEYWORD)];
  const exact = `${name}.${KEYWORD}`;
  return [field("text", { exact }), field(KEYWORD, { name: exact, ignoreAbove: KEYWORD_IGNORE_ABOVE })];
}

const numberKind = (value: number, isRuntime: boolean): FieldKind =>
  Number.isInteger(value) && Math.abs(value) < LONG_LIMIT ? "long" : isRuntime ? "double" : "float";

/** The formats of a date that date detection sees in a text: pure numbers are none. */
function detectedFormats(text: string): Pick<FieldType, "formats"> | undefined {
  if (parseNumber(text) !== undefined) return undefined;
  if (!Number.isNaN(scanIso(text, false, false))) return {};
  return Number.isNaN(scanSlashedDate(text, false)) ? undefined : { formats: [SLASHED_DATES] };
}

/** The nearest nested path that holds the field. */
function nestedAbove(table: FieldTable, name: string): string | undefined {
  for (let dot = name.lastIndexOf("."); dot > 0; dot = name.lastIndexOf(".", dot - 1)) {
    const above = table.get(name.slice(0, dot));
    if (above?.kind === "nested") return above.path;
    if (above?.nested !== undefined) return above.nested;
  }
  return undefined;
}
