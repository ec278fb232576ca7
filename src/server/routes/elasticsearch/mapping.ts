import type { FieldTable } from "../../../event/field-type.ts";
import type { JsonObject } from "../../../event/json.ts";
import { checkIndices, indexFacts, indicesOf } from "../../elasticsearch/index-names.ts";
import type { Route } from "../../http/route.ts";

/** `GET /{index}/_mapping`: the types by which queries read fields, the same for every index; others are read by their values. */
export const indexMapping: Route = {
  method: "GET",
  path: ["/_mapping", "/:index/_mapping"],
  access: "read",
  summary: "Types of fields, as queries read them",
  handle({ params }, service) {
    const names = indicesOf(params["index"]);
    checkIndices(names, service);
    const mappings = { dynamic: "true", properties: propertiesOf(service.catalog.surroundings.fields) };
    return { json: Object.fromEntries(indexFacts(names, service).map(({ name }) => [name, { mappings }])) };
  },
};

/** Fields as an Elasticsearch mapping has them; multi-fields stand under their parents. */
function propertiesOf(fields: FieldTable): JsonObject {
  const root: JsonObject = {};
  for (const { name, path, kind } of fields.expand("*")) {
    if (name !== path) continue;
    const keys = name.split(".");
    const last = keys.pop() ?? "";
    let properties = root;
    for (const key of keys) {
      const object = child(properties, key);
      properties = child(object, "properties");
    }
    child(properties, last)["type"] = kind;
  }
  return root;
}

function child(object: JsonObject, key: string): JsonObject {
  const known = object[key] as JsonObject | undefined;
  const made = known ?? {};
  object[key] = made;
  return made;
}
