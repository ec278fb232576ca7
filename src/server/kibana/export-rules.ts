import type { JsonObject } from "../../event/json.ts";
import { isJsonObject } from "../../event/json.ts";
import { exceptionStore } from "../../store/exceptions.ts";
import type { CatalogRule } from "../rules/catalog.ts";
import type { Service } from "../service.ts";
import { apiRule } from "./api-rule.ts";

export interface ExportOptions {
  /** Ids that were asked for and are no rule's. */
  readonly missing?: readonly string[];
  /** Without the counts at the end. */
  readonly excludeDetails?: boolean;
}

/** Rules, the exception lists that they name with their items, and the counts, a line each. */
export function exportLines(
  rules: readonly CatalogRule[],
  service: Service,
  { missing = [], excludeDetails = false }: ExportOptions = {},
): string {
  const store = exceptionStore(service.database);
  const named = new Set(rules.flatMap(({ rule }) => listsOf(rule.params["exceptions_list"])));
  const lists = store.lists().filter((list) => named.has(String(list["list_id"])));
  const items = lists.flatMap((list) => store.items(String(list["list_id"])));
  const counts: JsonObject = {
    exported_count: rules.length + lists.length + items.length,
    exported_rules_count: rules.length,
    missing_rules: missing.map((id) => ({ rule_id: id })),
    missing_rules_count: missing.length,
    exported_exception_list_count: lists.length,
    exported_exception_list_item_count: items.length,
    missing_exception_lists: [],
    missing_exception_lists_count: 0,
    missing_exception_list_items: [],
    missing_exception_list_items_count: 0,
    exported_action_connector_count: 0,
    missing_action_connection_count: 0,
    missing_action_connections: [],
    excluded_action_connection_count: 0,
    excluded_action_connections: [],
  };
  return [...rules.map(apiRule), ...lists, ...items, ...(excludeDetails ? [] : [counts])]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join("");
}

const listsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter(isJsonObject).map((list) => String(list["list_id"])) : [];
