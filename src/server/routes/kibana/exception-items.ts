import type { JsonObject } from "../../../event/json.ts";
import { exceptionStore } from "../../../store/exceptions.ts";
import { HttpError } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";
import { keepItem } from "../../kibana/exceptions.ts";
import { pageOf } from "../../kibana/paging.ts";
import type { Service } from "../../service.ts";
import { namesOf } from "./exception-lists.ts";
import { OBJECT_SHAPE } from "./rules.ts";

/** `GET /api/exception_lists/items/_find?list_id=…`, `GET /api/exception_lists/items?item_id=…` */
export const readItems: Route = {
  method: "GET",
  path: ["/api/exception_lists/items", "/api/exception_lists/items/_find"],
  access: "read",
  summary: "Exception items",
  handle({ path, query }, service) {
    if (!path.endsWith("/_find")) return { json: namedItem(query, service) };
    const lists = query["list_id"]?.split(",");
    const items = exceptionStore(service.database)
      .items()
      .filter((item) => lists?.includes(String(item["list_id"])) ?? true);
    return { json: pageOf(items, query, { size: 20, sizeName: "per_page" }) };
  },
};

/** `POST`, `PUT`, `DELETE /api/exception_lists/items`: in force when they answer. */
export const changeItems: Route = {
  method: ["POST", "PUT", "DELETE"],
  path: "/api/exception_lists/items",
  access: "admin",
  summary: "Makes, replaces or deletes an exception item",
  body: "json",
  schema: OBJECT_SHAPE.optional(),
  async handle({ method, query, body, principal }, service) {
    const store = exceptionStore(service.database);
    const sent = (body ?? {}) as JsonObject;
    if (method === "DELETE") {
      const item = namedItem(query, service);
      store.removeItem(String(item["item_id"]));
      await service.reload();
      return { json: item };
    }
    const known = typeof sent["item_id"] === "string" ? store.item(sent["item_id"]) : undefined;
    if (method === "POST" && known)
      throw new HttpError(409, "conflict", `exception list item id: "${String(sent["item_id"])}" already exists`);
    const item = keepItem(method === "PUT" ? { ...namedItem(namesOf(sent), service), ...sent } : sent, principal.name, service);
    await service.reload();
    return { json: item };
  },
};

function namedItem(query: Readonly<Record<string, string>>, service: Service): JsonObject {
  const { id, item_id: itemId } = query;
  const found = exceptionStore(service.database)
    .items()
    .find((item) => (itemId === undefined ? item["id"] === id : item["item_id"] === itemId));
  if (!found)
    throw new HttpError(
      404,
      "not_found",
      `exception list item ${itemId === undefined ? "id" : "item_id"}: "${itemId ?? id}" does not exist`,
    );
  return found;
}
