import type { JsonObject } from "../../../event/json.ts";
import { exceptionStore } from "../../../store/exceptions.ts";
import { HttpError } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";
import { keepList } from "../../kibana/exceptions.ts";
import { pageOf } from "../../kibana/paging.ts";
import type { Service } from "../../service.ts";
import { OBJECT_SHAPE } from "./rules.ts";

/** `GET /api/exception_lists/_find`, `GET /api/exception_lists?list_id=…` */
export const readLists: Route = {
  method: "GET",
  path: ["/api/exception_lists", "/api/exception_lists/_find"],
  access: "read",
  summary: "Exception lists",
  handle({ path, query }, service) {
    const lists = exceptionStore(service.database).lists();
    return { json: path.endsWith("/_find") ? pageOf(lists, query, { size: 20, sizeName: "per_page" }) : namedList(query, service) };
  },
};

/** `POST`, `PUT`, `DELETE /api/exception_lists`: in force when they answer. */
export const changeLists: Route = {
  method: ["POST", "PUT", "DELETE"],
  path: "/api/exception_lists",
  access: "admin",
  summary: "Makes, replaces or deletes an exception list",
  body: "json",
  schema: OBJECT_SHAPE.optional(),
  async handle({ method, query, body, principal }, service) {
    const store = exceptionStore(service.database);
    const sent = (body ?? {}) as JsonObject;
    if (method === "DELETE") {
      const list = namedList(query, service);
      store.removeList(String(list["list_id"]));
      await service.reload();
      return { json: list };
    }
    const known = typeof sent["list_id"] === "string" ? store.list(sent["list_id"]) : undefined;
    if (method === "POST" && known) throw new HttpError(409, "conflict", `exception list id: "${String(sent["list_id"])}" already exists`);
    const list = keepList(method === "PUT" ? { ...namedList(namesOf(sent), service), ...sent } : sent, principal.name, service);
    await service.reload();
    return { json: list };
  },
};

export function namesOf(sent: JsonObject): Readonly<Record<string, string>> {
  const names: Record<string, string> = {};
  for (const key of ["id", "list_id", "item_id"]) if (typeof sent[key] === "string") names[key] = sent[key];
  return names;
}

function namedList(query: Readonly<Record<string, string>>, service: Service): JsonObject {
  const { id, list_id: listId } = query;
  const found = exceptionStore(service.database)
    .lists()
    .find((list) => (listId === undefined ? list["id"] === id : list["list_id"] === listId));
  if (!found)
    throw new HttpError(404, "not_found", `exception list ${listId === undefined ? "id" : "list_id"}: "${listId ?? id}" does not exist`);
  return found;
}
