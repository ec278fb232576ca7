import { isJsonObject, type Json, type JsonObject } from "../event/json.ts";

/**
 * A document with some of its fields replaced, by dotted name, as Kibana lays the columns of an ES|QL row over their
 * event: what the document had under a name, however it spelt it, is gone. The document itself is not changed.
 */
export function layColumns(document: JsonObject, columns: JsonObject): JsonObject {
  let laid = document;
  for (const [name, value] of Object.entries(columns)) {
    const segments = name.split(".");
    laid = withValue(withoutPath(laid, segments), segments, value);
  }
  return laid;
}

function withoutPath(object: JsonObject, segments: readonly string[]): JsonObject {
  let rest = object;
  for (let i = 1; i <= segments.length; i++) {
    const key = segments.slice(0, i).join(".");
    if (!Object.hasOwn(rest, key)) continue;
    const { [key]: value = null, ...others } = rest;
    rest = i === segments.length ? others : { ...rest, [key]: below(value, segments.slice(i)) };
  }
  return rest;
}

function below(value: Json, segments: readonly string[]): Json {
  if (Array.isArray(value)) return value.map((each) => below(each, segments));
  return isJsonObject(value) ? withoutPath(value, segments) : value;
}

/** As an object in an object, as far as none of the names on the way is taken by something else. */
function withValue(object: JsonObject, segments: readonly string[], value: Json): JsonObject {
  const [first = "", ...others] = segments;
  if (others.length === 0) return { ...object, [first]: value };
  const inner = Object.hasOwn(object, first) ? object[first] : undefined;
  if (inner === undefined) return { ...object, [first]: withValue({}, others, value) };
  return isJsonObject(inner) ? { ...object, [first]: withValue(inner, others, value) } : { ...object, [segments.join(".")]: value };
}
