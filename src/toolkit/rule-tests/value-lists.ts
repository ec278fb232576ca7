import { isJsonObject, type Json } from "../../event/json.ts";
import { joinPath } from "../../rules/read/places.ts";
import { VALUE_LIST_TYPES, type ValueList, type ValueListType } from "../../rules/value-lists/model.ts";
import { VALUE_LIST_KINDS } from "../../rules/value-lists/types/table.ts";
import type { CaseReader } from "./case-reader.ts";

/** Value lists written in a case file, by id: `{ build-hosts: [a, b] }`, or with their type: `{ nets: { type: ip_range, values: […] } }`. */
export function readValueLists(reader: CaseReader, value: Json, path: string): readonly ValueList[] {
  return Object.entries(reader.object(value, path) ?? {}).flatMap(([id, list]) => readList(reader, id, list, joinPath(path, id)));
}

function readList(reader: CaseReader, id: string, list: Json, path: string): readonly ValueList[] {
  if (!isJsonObject(list)) {
    const values = (reader.list(list, path) ?? []).map(String);
    return [{ id, type: narrowest(values), guessed: true, values }];
  }
  reader.keys(list, path, ["type", "values"], "a value list");
  const type = VALUE_LIST_TYPES.find((known) => known === list["type"]);
  if (!type) reader.fault("T1304", joinPath(path, "type"), `the type of a value list is one of ${VALUE_LIST_TYPES.join(", ")}`);
  const values = (reader.list(list["values"] ?? [], joinPath(path, "values")) ?? []).map(String);
  return type ? [{ id, type, values }] : [];
}

function narrowest(values: readonly string[]): ValueListType {
  if (values.length === 0) return "keyword";
  return (["ip", "ip_range"] as const).find((type) => values.every(VALUE_LIST_KINDS[type].accepts)) ?? "keyword";
}
