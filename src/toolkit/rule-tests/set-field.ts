import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";

/** Sets the fields of `entries`, dotted or nested, in an event: objects merge, null takes a field away, the rest replaces. */
export function setFields(event: JsonObject, entries: Iterable<readonly [name: string, value: Json]>): void {
  for (const [name, value] of entries) setField(event, name.split("."), value);
}

function setField(event: JsonObject, [key = "", ...rest]: readonly string[], value: Json): void {
  if (key === "__proto__") return;
  const current = event[key];
  if (rest.length > 0) {
    const inner = isJsonObject(current) ? current : {};
    setField(inner, rest, value);
    if (Object.keys(inner).length > 0 || isJsonObject(current)) event[key] = inner;
  } else if (value === null) delete event[key];
  else if (!isJsonObject(value)) event[key] = structuredClone(value);
  else {
    const inner = isJsonObject(current) ? current : {};
    setFields(inner, Object.entries(value));
    event[key] = inner;
  }
}
