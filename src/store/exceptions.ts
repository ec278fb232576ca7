import type { JsonObject } from "../event/json.ts";
import type { Database } from "./database.ts";

/** Exception lists, their items, value lists and their items, as Kibana's objects. */
export interface ExceptionStore {
  lists(): readonly JsonObject[];
  list(id: string): JsonObject | undefined;
  putList(id: string, body: JsonObject): void;
  /** With its items. */
  removeList(id: string): boolean;
  /** Of one list, or all. */
  items(listId?: string): readonly JsonObject[];
  item(id: string): JsonObject | undefined;
  putItem(id: string, listId: string, body: JsonObject): void;
  removeItem(id: string): boolean;
  valueLists(): readonly JsonObject[];
  valueList(id: string): JsonObject | undefined;
  putValueList(id: string, type: string, body: JsonObject): void;
  removeValueList(id: string): boolean;
  values(listId: string): readonly { readonly id: string; readonly value: string; readonly body: JsonObject }[];
  value(id: string): JsonObject | undefined;
  putValue(id: string, listId: string, value: string, body: JsonObject): void;
  removeValue(id: string): boolean;
}

export function exceptionStore(database: Database): ExceptionStore {
  const bodies = (sql: string, ...values: string[]): JsonObject[] =>
    database
      .prepare(sql)
      .all(...values)
      .map((row) => JSON.parse(String(row["body"])) as JsonObject);
  const run = (sql: string, ...values: string[]): boolean => Number(database.prepare(sql).run(...values).changes) > 0;
  return {
    lists: () => bodies("SELECT body FROM exception_lists ORDER BY list_id"),
    list: (id) => bodies("SELECT body FROM exception_lists WHERE list_id = ?", id)[0],
    putList: (id, body) => void run("INSERT OR REPLACE INTO exception_lists (list_id, body) VALUES (?, ?)", id, JSON.stringify(body)),
    removeList(id) {
      run("DELETE FROM exception_items WHERE list_id = ?", id);
      return run("DELETE FROM exception_lists WHERE list_id = ?", id);
    },
    items: (listId) =>
      listId === undefined
        ? bodies("SELECT body FROM exception_items ORDER BY item_id")
        : bodies("SELECT body FROM exception_items WHERE list_id = ? ORDER BY item_id", listId),
    item: (id) => bodies("SELECT body FROM exception_items WHERE item_id = ?", id)[0],
    putItem: (id, listId, body) =>
      void run("INSERT OR REPLACE INTO exception_items (item_id, list_id, body) VALUES (?, ?, ?)", id, listId, JSON.stringify(body)),
    removeItem: (id) => run("DELETE FROM exception_items WHERE item_id = ?", id),
    valueLists: () => bodies("SELECT body FROM value_lists ORDER BY id"),
    valueList: (id) => bodies("SELECT body FROM value_lists WHERE id = ?", id)[0],
    putValueList: (id, type, body) =>
      void run("INSERT OR REPLACE INTO value_lists (id, type, body) VALUES (?, ?, ?)", id, type, JSON.stringify(body)),
    removeValueList(id) {
      run("DELETE FROM value_list_items WHERE list_id = ?", id);
      return run("DELETE FROM value_lists WHERE id = ?", id);
    },
    values: (listId) =>
      database
        .prepare("SELECT id, value, body FROM value_list_items WHERE list_id = ? ORDER BY value")
        .all(listId)
        .map((row) => ({ id: String(row["id"]), value: String(row["value"]), body: JSON.parse(String(row["body"])) as JsonObject })),
    value: (id) => bodies("SELECT body FROM value_list_items WHERE id = ?", id)[0],
    putValue: (id, listId, value, body) =>
      void run(
        "INSERT OR REPLACE INTO value_list_items (id, list_id, value, body) VALUES (?, ?, ?, ?)",
        id,
        listId,
        value,
        JSON.stringify(body),
      ),
    removeValue: (id) => run("DELETE FROM value_list_items WHERE id = ?", id),
  };
}
