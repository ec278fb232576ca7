import { randomUUID } from "node:crypto";
import { z } from "zod";
import { inTransaction } from "../../../store/database.ts";
import { exceptionStore } from "../../../store/exceptions.ts";
import { HttpError } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";
import { uploadedFile } from "../../kibana/multipart.ts";
import { pageOf } from "../../kibana/paging.ts";
import { valueListOf } from "./value-lists.ts";

const SHAPE = z.object({ id: z.string().min(1).max(200).optional(), list_id: z.string(), value: z.string().min(1) });

/** `GET /api/lists/items/_find?list_id=…` */
export const readValues: Route = {
  method: "GET",
  path: "/api/lists/items/_find",
  access: "read",
  summary: "Values of a list",
  handle({ query }, service) {
    const list = valueListOf(query["list_id"], service);
    const values = exceptionStore(service.database).values(String(list["id"]));
    return {
      json: pageOf(
        values.map(({ body }) => body),
        query,
        { size: 20, sizeName: "per_page" },
      ),
    };
  },
};

/** `POST /api/lists/items`, `DELETE /api/lists/items?id=…` */
export const changeValues: Route = {
  method: ["POST", "DELETE"],
  path: "/api/lists/items",
  access: "admin",
  summary: "Adds a value to a list, or takes one out",
  body: "json",
  schema: SHAPE.optional(),
  async handle({ method, query, body }, service) {
    const store = exceptionStore(service.database);
    if (method === "DELETE") {
      const value = store.value(query["id"] ?? "");
      if (!value) throw new HttpError(404, "not_found", `list item id: "${query["id"] ?? ""}" does not exist`);
      store.removeValue(String(value["id"]));
      await service.reload();
      return { json: value };
    }
    const { id = randomUUID(), list_id: listId = "", value = "" } = (body ?? {}) as Partial<z.infer<typeof SHAPE>>;
    const item = { id, list_id: listId, value, type: valueListOf(listId, service)["type"] ?? "keyword" };
    store.putValue(id, listId, value, item);
    await service.reload();
    return { json: item };
  },
};

/** `POST /api/lists/items/_import?list_id=…`: a file with one value a line. */
export const importValues: Route = {
  method: "POST",
  path: "/api/lists/items/_import",
  access: "admin",
  limit: "imports",
  summary: "Adds the values of a file to a list",
  body: "bytes",
  async handle({ bytes, headers, query }, service) {
    const list = valueListOf(query["list_id"], service);
    const listId = String(list["id"]);
    const store = exceptionStore(service.database);
    const text = uploadedFile(headers["content-type"], bytes).toString("utf8");
    inTransaction(service.database, () => {
      for (const line of text.split(/\r?\n/)) {
        const value = line.trim();
        if (value === "") continue;
        const id = randomUUID();
        store.putValue(id, listId, value, { id, list_id: listId, value, type: list["type"] ?? "keyword" });
      }
    });
    await service.reload();
    return { json: list };
  },
};

/** `POST /api/lists/items/_export?list_id=…` */
export const exportValues: Route = {
  method: "POST",
  path: "/api/lists/items/_export",
  access: "read",
  summary: "Values of a list, one a line",
  handle({ query }, service) {
    const list = valueListOf(query["list_id"], service);
    const values = exceptionStore(service.database).values(String(list["id"]));
    return { headers: { "content-type": "text/plain; charset=utf-8" }, text: values.map(({ value }) => `${value}\n`).join("") };
  },
};
