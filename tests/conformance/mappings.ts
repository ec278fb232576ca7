import { isJsonObject, type Json, type JsonObject } from "../../src/event/json.ts";

/** What dynamic mapping makes of a string by default. */
const DYNAMIC_STRING: JsonObject = { type: "text", fields: { keyword: { type: "keyword", ignore_above: 256 } } };

/** Strings that Elasticsearch's date detection takes for dates: `strict_date_optional_time` and `yyyy/MM/dd`. */
const DATE = /^\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}(?::\d{2}(?::\d{2}(?:[.,]\d+)?)?)?(?:Z|[+-]\d{2}:?\d{2})?)?)?|\/\d{2}\/\d{2})$/;

/** A mapping with what dynamic mapping adds while the documents are indexed: the first value of a new field decides its type. */
export function dynamicMapping(properties: JsonObject, documents: readonly JsonObject[]): JsonObject {
  const mapping = { ...properties };
  for (const document of documents) {
    for (const [name, value] of Object.entries(document)) {
      if (mapping[name] !== undefined) continue;
      const definition = definitionOf(value);
      if (definition) mapping[name] = definition;
    }
  }
  return mapping;
}

function definitionOf(value: Json): JsonObject | undefined {
  const first = Array.isArray(value) ? value.find((item) => item !== null) : value;
  if (typeof first === "string") return DATE.test(first) ? { type: "date" } : DYNAMIC_STRING;
  if (typeof first === "number") return { type: Number.isInteger(first) ? "long" : "float" };
  if (typeof first === "boolean") return { type: "boolean" };
  return isJsonObject(first) ? { properties: dynamicMapping({}, [first]) } : undefined;
}

/** The union over indices. A date field mapped with different formats reads all of them. */
export function mergeMappings(a: JsonObject, b: JsonObject): JsonObject {
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
export function resolveBracketTypes(json: Json, type: string): Json {
  if (typeof json === "string") return json.startsWith("[") && json.endsWith("]") ? type : json;
  if (Array.isArray(json)) return json.map((item) => resolveBracketTypes(item, type));
  if (!isJsonObject(json)) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [key.startsWith("[") ? type : key, resolveBracketTypes(value, type)]),
  );
}
