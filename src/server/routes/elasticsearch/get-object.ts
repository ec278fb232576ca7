import type { Json, JsonObject } from "../../../event/json.ts";
import { HttpError } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";
import { shipperObjectStore } from "../../../store/shipper-objects.ts";
import { OBJECT_LIST_PATHS, OBJECT_PATHS, type ObjectKind, objectKind } from "./object-kinds.ts";

/** `GET`, `HEAD /_index_template/{name}` and their like: what a shipper put before, `*` for any text in the name. */
export const getObject: Route = {
  method: ["GET", "HEAD"],
  path: [...OBJECT_PATHS, ...OBJECT_LIST_PATHS],
  access: "any",
  summary: "A template, policy or pipeline that a shipper put",
  handle({ path, params }, service) {
    const kind = objectKind(path);
    const { name = "*" } = params;
    const found = shipperObjectStore(service.database)
      .all(kind)
      .filter((each) => fits(name, each.name))
      .map((each) => ({ name: each.name, body: JSON.parse(each.body) as Json }));
    if (found.length === 0 && !name.includes("*")) throw new HttpError(404, "resource_not_found_exception", `${kind} [${name}] missing`);
    return { json: shown(kind, found) };
  },
};

function fits(pattern: string, name: string): boolean {
  const [start = "", ...rest] = pattern.split("*");
  const end = rest.at(-1);
  return end === undefined ? name === start : name.startsWith(start) && name.endsWith(end);
}

/** As Elasticsearch lays them out. */
function shown(kind: ObjectKind, found: readonly { readonly name: string; readonly body: Json }[]): JsonObject {
  switch (kind) {
    case "_index_template":
      return { index_templates: found.map(({ name, body }) => ({ name, index_template: body })) };
    case "_component_template":
      return { component_templates: found.map(({ name, body }) => ({ name, component_template: body })) };
    case "_ilm/policy":
    case "_slm/policy":
      return Object.fromEntries(found.map(({ name, body }) => [name, { version: 1, ...(body as JsonObject) }]));
    default:
      return Object.fromEntries(found.map(({ name, body }) => [name, body]));
  }
}
