import { randomUUID } from "node:crypto";
import { z } from "zod";
import { VALUE_LIST_TYPES } from "../../../rules/value-lists/model.ts";
import { exceptionStore } from "../../../store/exceptions.ts";
import { HttpError } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";
import { pageOf } from "../../kibana/paging.ts";
import type { Service } from "../../service.ts";
import type { JsonObject } from "../../../event/json.ts";

const SHAPE = z.object({
  id: z.string().min(1).max(200).optional(),
  name: z.string(),
  description: z.string().optional(),
  type: z.enum(VALUE_LIST_TYPES),
});

/** `GET /api/lists?id=…`, `GET /api/lists/_find`, `GET /api/lists/index` */
export const readValueLists: Route = {
  method: "GET",
  path: ["/api/lists", "/api/lists/_find", "/api/lists/index"],
  access: "read",
  summary: "Value lists",
  handle({ path, query }, service) {
    if (path.endsWith("/index")) return { json: { list_index: true, list_item_index: true } };
    if (path.endsWith("/_find"))
      return { json: pageOf(exceptionStore(service.database).valueLists(), query, { size: 20, sizeName: "per_page" }) };
    return { json: valueListOf(query["id"], service) };
  },
};

/** `POST /api/lists`, `DELETE /api/lists?id=…`: in force when they answer. */
export const changeValueLists: Route = {
  method: ["POST", "DELETE"],
  path: "/api/lists",
  access: "admin",
  summary: "Makes or deletes a value list",
  body: "json",
  schema: SHAPE.optional(),
  async handle({ method, query, body, principal }, service) {
    const store = exceptionStore(service.database);
    if (method === "DELETE") {
      const list = valueListOf(query["id"], service);
      store.removeValueList(String(list["id"]));
      await service.reload();
      return { json: list };
    }
    const sent = body as z.infer<typeof SHAPE> | undefined;
    if (!sent) throw new HttpError(400, "bad_request", "the body is a list");
    const id = sent.id ?? randomUUID();
    if (store.valueList(id)) throw new HttpError(409, "conflict", `list id: "${id}" already exists`);
    const list = {
      ...sent,
      id,
      description: sent.description ?? "",
      immutable: false,
      version: 1,
      created_by: principal.name,
      updated_by: principal.name,
    };
    store.putValueList(id, sent.type, list);
    await service.reload();
    return { json: list };
  },
};

export function valueListOf(id: string | undefined, service: Service): JsonObject {
  const list = id === undefined ? undefined : exceptionStore(service.database).valueList(id);
  if (!list) throw new HttpError(404, "not_found", `list id: "${id ?? ""}" does not exist`);
  return list;
}
