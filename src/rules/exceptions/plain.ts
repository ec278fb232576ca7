import type { Diagnostic } from "../../diagnostics/index.ts";
import { isJsonObject, type JsonObject } from "../../event/json.ts";
import { loadExceptionText } from "./load.ts";
import type { ExceptionList } from "./model.ts";

/** What a caller may give as exceptions: loaded lists, or Kibana's own objects (lists, items, lists with their `items`). */
export type GivenExceptions = Iterable<ExceptionList | JsonObject>;

/** Lists of both kinds as lists. Faults of Kibana's objects are told; what is wrong is left out. */
export function exceptionLists(given: GivenExceptions): {
  readonly lists: readonly ExceptionList[];
  readonly problems: readonly Diagnostic[];
} {
  const loaded: ExceptionList[] = [];
  const plain: JsonObject[] = [];
  for (const each of given) {
    if (isLoaded(each)) loaded.push(each);
    else plain.push(...apart(each));
  }
  if (plain.length === 0) return { lists: loaded, problems: [] };
  const { lists, problems } = loadExceptionText("exceptions.ndjson", plain.map((each) => `${JSON.stringify(each)}\n`).join(""));
  return { lists: [...loaded, ...lists], problems };
}

const isLoaded = (each: ExceptionList | JsonObject): each is ExceptionList =>
  Array.isArray(each["ruleIds"]) && Array.isArray(each["items"]);

/** A list and the items inside it, as an export has them one by one. */
function apart(each: JsonObject): readonly JsonObject[] {
  const { items, ...list } = each;
  if (!Array.isArray(items)) return [each];
  return [
    list,
    ...items.filter(isJsonObject).map((item) => ({ ...(list["list_id"] !== undefined && { list_id: list["list_id"] }), ...item })),
  ];
}
