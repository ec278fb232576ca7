import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { isError } from "../../diagnostics/index.ts";
import { buildItem } from "../../rules/exceptions/build.ts";
import { checkPart } from "../../rules/exceptions/check.ts";
import type { ExceptionItem } from "../../rules/exceptions/model.ts";
import type { ExceptionPart } from "../../rules/exceptions/parts.ts";
import { joinPath } from "../../rules/read/places.ts";
import type { CaseReader } from "./case-reader.ts";

/** The list that the items of a case file belong to. */
export const CASE_LIST = "cases";

/**
 * Exception items written in a case file: as Kibana's are (`name`, `entries`, …), or short, fields with the value that
 * excepts an event: `{ host.name: build-7 }`. A short item's list of values is any of them, a text with `*` a wildcard.
 */
export function readExceptionItems(reader: CaseReader, value: Json, path: string): readonly ExceptionItem[] {
  return (reader.list(value, path) ?? []).flatMap((entry, i) => {
    const at = joinPath(path, i);
    const item = reader.object(entry, at);
    return item ? readItem(reader, "entries" in item ? item : spelledOut(item), at, i) : [];
  });
}

function readItem(reader: CaseReader, item: JsonObject, path: string, index: number): readonly ExceptionItem[] {
  const number = `item ${index + 1}`;
  const value: JsonObject = { list_id: CASE_LIST, name: number, ...item };
  const document = { source: reader.source, format: "yaml", value, base: path, places: reader.places } as const;
  const part: ExceptionPart = { kind: "item", document, path, value, ruleIds: [] };
  const faults = checkPart(part);
  reader.problems.push(...faults);
  return faults.some(isError) ? [] : [buildItem(part, typeof item["item_id"] === "string" ? item["item_id"] : number)];
}

/** Keys of an item that are not fields. */
const ITEM_KEYS: ReadonlySet<string> = new Set(["name", "item_id", "os_types", "expire_time"]);

function spelledOut(item: JsonObject): JsonObject {
  const own = Object.entries(item).filter(([key]) => ITEM_KEYS.has(key));
  const entries = Object.entries(item)
    .filter(([key]) => !ITEM_KEYS.has(key))
    .flatMap(([field, value]) => fieldEntries(field, value));
  return { ...Object.fromEntries(own), entries };
}

function fieldEntries(field: string, value: Json): readonly JsonObject[] {
  if (isJsonObject(value)) return Object.entries(value).flatMap(([key, inner]) => fieldEntries(`${field}.${key}`, inner));
  if (Array.isArray(value)) return [{ field, operator: "included", type: "match_any", value: value.map(String) }];
  if (value === null) return [{ field, operator: "excluded", type: "exists" }];
  const text = String(value);
  return [{ field, operator: "included", type: /[*?]/.test(text) ? "wildcard" : "match", value: text }];
}
