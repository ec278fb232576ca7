import { randomUUID } from "node:crypto";
import { isError } from "../../diagnostics/index.ts";
import type { JsonObject } from "../../event/json.ts";
import { formatTime } from "../../event/time.ts";
import { loadExceptionText } from "../../rules/exceptions/load.ts";
import { exceptionStore } from "../../store/exceptions.ts";
import { HttpError } from "../http/http-error.ts";
import type { Service } from "../service.ts";

/** Saves an exception list as Kibana's API has it; gives what is kept. In force after `reload`. */
export function keepList(sent: JsonObject, by: string, service: Service): JsonObject {
  const store = exceptionStore(service.database);
  const listId = String(sent["list_id"] ?? randomUUID());
  const list = { os_types: [], tags: [], namespace_type: "single", ...sent, list_id: listId, ...stamps(sent, store.list(listId), by) };
  checkSound([list]);
  store.putList(listId, list);
  return list;
}

/** Saves an item of a list that is there. */
export function keepItem(sent: JsonObject, by: string, service: Service): JsonObject {
  const store = exceptionStore(service.database);
  const listId = String(sent["list_id"] ?? "");
  const list = store.list(listId);
  if (!list) throw new HttpError(404, "not_found", `exception list id: "${listId}" does not exist`);
  const itemId = String(sent["item_id"] ?? randomUUID());
  const item = {
    os_types: [],
    tags: [],
    comments: [],
    namespace_type: "single",
    ...sent,
    list_id: listId,
    item_id: itemId,
    ...stamps(sent, store.item(itemId), by),
  };
  checkSound([list, item]);
  store.putItem(itemId, listId, item);
  return item;
}

function stamps(sent: JsonObject, before: JsonObject | undefined, by: string): JsonObject {
  const now = formatTime(Date.now());
  const id = before?.["id"] ?? sent["id"] ?? randomUUID();
  return {
    id,
    created_at: before?.["created_at"] ?? now,
    created_by: before?.["created_by"] ?? by,
    updated_at: now,
    updated_by: by,
    tie_breaker_id: id,
  };
}

function checkSound(objects: readonly JsonObject[]): void {
  const { problems } = loadExceptionText("exceptions.ndjson", objects.map((object) => `${JSON.stringify(object)}\n`).join(""));
  const [fault] = problems.filter(isError);
  if (fault) throw new HttpError(400, "bad_request", fault.message, { diagnostics: problems });
}
