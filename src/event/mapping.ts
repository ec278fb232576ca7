import { createFieldTable, type Family } from "./field-table.ts";
import type { Dynamic, FieldKind, FieldTable, FieldType } from "./field-type.ts";
import { isJsonObject, type JsonObject } from "./json.ts";

/** Mapping types by another name, or that queries see as a kind. What is not named here or a kind itself holds no queryable value. */
// biome-ignore format: table
const KINDS: Readonly<Record<string, FieldKind>> = {
  keyword: "keyword", constant_keyword: "constant_keyword", wildcard: "wildcard", counted_keyword: "keyword", icu_collation_keyword: "keyword",
  text: "text", match_only_text: "match_only_text", annotated_text: "text", search_as_you_type: "text", semantic_text: "text", completion: "text",
  long: "long", integer: "integer", short: "short", byte: "byte", unsigned_long: "unsigned_long", token_count: "integer",
  double: "double", float: "float", half_float: "half_float", scaled_float: "scaled_float",
  boolean: "boolean", date: "date", date_nanos: "date_nanos", ip: "ip", version: "version",
  flattened: "flattened", nested: "nested", object: "object", passthrough: "object", geo_point: "geo_point", binary: "binary",
};

/** Types that stand for strings which compare exactly: a text field's sub-field of such a type has its exact values. */
const EXACT_KINDS: ReadonlySet<FieldKind> = new Set<FieldKind>(["keyword", "constant_keyword", "wildcard"]);

/** A level of the mapping still to be read. */
interface Level {
  readonly prefix: string;
  readonly properties: JsonObject;
  readonly nested?: string;
}

interface Reading {
  readonly fields: Map<string, FieldType>;
  readonly families: Map<string, Family>;
  readonly aliases: Map<string, string>;
  readonly dynamic: Map<string, Dynamic>;
  readonly levels: Level[];
}

/**
 * The fields of an Elasticsearch mapping's `properties`: multi-fields under their parent's path, aliases under their
 * target's, with `null_value`, `ignore_above`, the `lowercase` normalizer, date formats and `scaling_factor`. An object with
 * `dynamic` set to true or `runtime` has children of unknown kind. A type or a sub-field's name in brackets, `[…]`,
 * reads as `keyword`.
 */
export function mappingFields(properties: JsonObject): FieldTable {
  const levels = [{ prefix: "", properties }];
  const reading: Reading = { fields: new Map(), families: new Map(), aliases: new Map(), dynamic: new Map(), levels };
  for (let level = reading.levels.pop(); level; level = reading.levels.pop()) readLevel(level, reading);
  for (const [name, path] of reading.aliases) {
    const target = reading.fields.get(path);
    if (target) reading.fields.set(name, { ...target, name });
  }
  return createFieldTable({ explicit: true, fields: reading.fields.values(), families: reading.families, dynamic: reading.dynamic });
}

function readLevel(level: Level, reading: Reading): void {
  for (const [key, definition] of Object.entries(level.properties)) {
    if (isJsonObject(definition)) readDefinition(level.prefix + key, definition, level.nested, reading);
  }
}

function readDefinition(name: string, definition: JsonObject, nested: string | undefined, reading: Reading): void {
  const { type, path } = definition;
  if (type === "alias") {
    if (typeof path === "string") reading.aliases.set(name, path);
    return;
  }
  const kind = kindOf(definition);
  const properties = isJsonObject(definition["properties"]) ? definition["properties"] : {};
  if (kind === "object" || kind === "nested") {
    const within = kind === "nested" ? name : nested;
    reading.fields.set(name, { name, path: name, kind, ...(nested !== undefined && { nested }) });
    const dynamic = dynamicOf(definition);
    if (dynamic !== undefined) reading.dynamic.set(name, dynamic);
    if (dynamic !== undefined && dynamic !== "false") reading.families.set(name, { kind: "unknown" });
    reading.levels.push({ prefix: `${name}.`, properties, ...(within !== undefined && { nested: within }) });
    return;
  }
  readLeaf(name, kind, definition, nested, reading);
}

function readLeaf(name: string, kind: FieldKind, definition: JsonObject, nested: string | undefined, reading: Reading): void {
  const base = { path: name, ...(nested !== undefined && { nested }) };
  const subFields = Object.entries(isJsonObject(definition["fields"]) ? definition["fields"] : {}).filter(([, sub]) => isJsonObject(sub));
  let exact: string | undefined;
  for (const [key, sub] of subFields) {
    const type: FieldType = {
      name: `${name}.${isInBrackets(key) ? "keyword" : key}`,
      ...base,
      kind: kindOf(sub as JsonObject),
      ...parametersOf(sub as JsonObject),
    };
    reading.fields.set(type.name, type);
    if (exact === undefined && EXACT_KINDS.has(type.kind) && type.normalizer === undefined) exact = type.name;
  }
  const isText = kind === "text" || kind === "match_only_text";
  reading.fields.set(name, { name, ...base, kind, ...parametersOf(definition), ...(isText && exact !== undefined && { exact }) });
}

function kindOf(definition: JsonObject): FieldKind {
  const type = definition["type"];
  if (typeof type !== "string") return "object";
  if (isInBrackets(type)) return "keyword";
  return Object.hasOwn(KINDS, type) ? (KINDS[type] as FieldKind) : "binary";
}

type Parameters = Pick<FieldType, "normalizer" | "ignoreAbove" | "nullValue" | "formats" | "scalingFactor">;

function parametersOf(definition: JsonObject): Parameters {
  const { ignore_above: ignoreAbove, null_value: nullValue, normalizer, format, scaling_factor: scalingFactor } = definition;
  return {
    ...(normalizer === "lowercase" && { normalizer }),
    ...(typeof ignoreAbove === "number" && { ignoreAbove }),
    ...(nullValue !== undefined && nullValue !== null && typeof nullValue !== "object" && { nullValue }),
    ...(typeof format === "string" && { formats: [format] }),
    ...(typeof scalingFactor === "number" && scalingFactor > 0 && { scalingFactor }),
  };
}

const isInBrackets = (name: string): boolean => name.startsWith("[") && name.endsWith("]");

/** What an object says about new fields below it; undefined: as its parent. An object that is not enabled is not read. */
function dynamicOf({ dynamic, enabled }: JsonObject): Dynamic | undefined {
  if (enabled === false || enabled === "false") return "false";
  if (dynamic === undefined) return undefined;
  return dynamic === "runtime" ? "runtime" : dynamic === true || dynamic === "true" ? "true" : "false";
}
