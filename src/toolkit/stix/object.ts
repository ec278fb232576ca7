import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";

/** An object of STIX 2: has a type, and an id that begins with it. */
export interface StixObject extends JsonObject {
  readonly type: string;
  readonly id: string;
}

export const isStixObject = (value: Json | undefined): value is StixObject =>
  isJsonObject(value) &&
  typeof value["type"] === "string" &&
  typeof value["id"] === "string" &&
  value["id"].startsWith(`${value["type"]}--`);

/**
 * The STIX objects of a record: a bundle, an answer of a TAXII server, or one object by itself. Undefined: the record
 * is not STIX.
 */
export function stixObjects(record: JsonObject): readonly StixObject[] | undefined {
  const { type, objects } = record;
  if (Array.isArray(objects) && (type === "bundle" || (type === undefined && isStixObject(objects[0]))))
    return objects.filter(isStixObject);
  if (type === "bundle") return [];
  return isStixObject(record) ? [record] : undefined;
}

export const textOf = (value: Json | undefined): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
