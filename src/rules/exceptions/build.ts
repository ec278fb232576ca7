import { isJsonObject, type JsonObject } from "../../event/json.ts";
import { parseTime } from "../../event/time.ts";
import { joinPath } from "../read/places.ts";
import { EXCEPTION_LIST_TYPES, type ExceptionListType } from "../exception-list-types.ts";
import type { ExceptionEntry, ExceptionItem, OsType } from "./model.ts";
import type { ExceptionPart } from "./parts.ts";

/** A list without its items. */
export interface ListHead {
  readonly id: string;
  readonly savedId?: string;
  readonly name: string;
  readonly type: ExceptionListType;
  readonly ruleIds: readonly string[];
}

/** What a list's part says; undefined where it has no id, so that nothing could be bound to it. */
export function buildListHead({ value, ruleIds }: ExceptionPart): ListHead | undefined {
  if (!isJsonObject(value)) return undefined;
  const { list_id, id, name, type } = value;
  const listId = [list_id, id, name].find((each) => typeof each === "string" && each !== "");
  if (typeof listId !== "string") return undefined;
  return {
    id: listId,
    ...(typeof id === "string" && { savedId: id }),
    name: typeof name === "string" ? name : listId,
    type: EXCEPTION_LIST_TYPES.find((known) => known === type) ?? "detection",
    ruleIds,
  };
}

/** The item of a part in which no error was found. */
export function buildItem({ document, path, value }: ExceptionPart, id: string): ExceptionItem {
  const { name, entries, os_types, expire_time } = value as JsonObject;
  return {
    id,
    name: typeof name === "string" ? name : id,
    entries: entries as unknown as readonly ExceptionEntry[],
    osTypes: (os_types ?? []) as unknown as readonly OsType[],
    ...(typeof expire_time === "string" && { expires: parseTime(expire_time) as number }),
    locate: (inner) => {
      const place = document.places().get(joinPath(path, inner));
      return place && { source: document.source, span: place.value };
    },
  };
}
