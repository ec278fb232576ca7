import { isJsonObject, type Json, type JsonObject } from "../../src/event/json.ts";

/** How a caller makes one mapping of those of several indices. */
export type Merge = (mappings: readonly JsonObject[]) => JsonObject;

/** What a caller does who thinks of nothing: a later index replaces whole fields of an earlier one. */
export const spreadMerge: Merge = (mappings) => Object.assign({}, ...mappings) as JsonObject;

/** Objects are merged key by key; of any other value the later one stays. */
export const deepMerge: Merge = (mappings) => mappings.reduce<JsonObject>((a, b) => mergeDeep(a, b) as JsonObject, {});

function mergeDeep(a: Json | undefined, b: Json): Json {
  if (!isJsonObject(a) || !isJsonObject(b)) return b;
  return { ...a, ...Object.fromEntries(Object.entries(b).map(([key, value]) => [key, mergeDeep(a[key], value)])) };
}

/** As Elasticsearch sees several indices: every field of each, a date by the formats of all; brackets stand for `keywordType`. */
export const carefulMerge =
  (keywordType: "keyword" | "wildcard"): Merge =>
  (mappings) =>
    resolveBracketTypes(mappings.reduce(mergeMappings, {}), keywordType) as JsonObject;

function mergeMappings(a: JsonObject, b: JsonObject): JsonObject {
  const merged = { ...a };
  for (const [name, definition] of Object.entries(b)) merged[name] = mergeDefinitions(a[name], definition);
  return merged;
}

function mergeDefinitions(a: Json | undefined, b: Json): Json {
  if (!isJsonObject(a) || !isJsonObject(b)) return b;
  if (isJsonObject(a["properties"]) && isJsonObject(b["properties"])) {
    return { ...a, ...b, properties: mergeMappings(a["properties"], b["properties"]) };
  }
  const formats = [a["format"], b["format"]].filter((format) => typeof format === "string");
  return { ...a, ...b, ...(formats.length > 0 && { format: [...new Set(formats)].join("||") }) };
}

/** A type or sub-field name in brackets stands for keyword or wildcard: the same results are expected of both. */
function resolveBracketTypes(json: Json, type: string): Json {
  if (typeof json === "string") return json.startsWith("[") && json.endsWith("]") ? type : json;
  if (Array.isArray(json)) return json.map((item) => resolveBracketTypes(item, type));
  if (!isJsonObject(json)) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [key.startsWith("[") ? type : key, resolveBracketTypes(value, type)]),
  );
}
