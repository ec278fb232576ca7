import type { FieldType } from "../../event/field-type.ts";
import type { JsonObject } from "../../event/json.ts";
import { compileField, type FieldReader } from "../../event/path.ts";

/** Reads some fields of an event into a small document that holds nothing else, in dotted spelling. */
export function compileProjection(fields: readonly FieldType[]): (document: JsonObject) => JsonObject {
  const distinct = [...new Map(fields.map((field) => [field.path, field])).values()];
  // Few rules of many ever see an event.
  let readers: readonly (readonly [path: string, read: FieldReader])[] | undefined;
  return (document) => {
    readers ??= distinct.map((field) => [field.path, compileField(field)]);
    const small: JsonObject = {};
    for (const [path, read] of readers) {
      const values = read(document);
      if (values.length === 1) small[path] = values[0] as JsonObject[string];
      else if (values.length > 1) small[path] = [...values];
    }
    return small;
  };
}
