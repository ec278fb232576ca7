import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { allOf, anyOf, NOTHING } from "../../plan/combine.ts";
import type { Predicate } from "../../plan/predicate.ts";
import { type DslContext, fault } from "./clause.ts";

/** The tests of the enabled filters; every one must pass. */
export function lowerFilterList(filters: Json, path: string, context: DslContext): readonly Predicate[] {
  if (!Array.isArray(filters)) {
    fault(context, path, "T4103", "`filters` must be a list");
    return [];
  }
  return filters.map((filter, i) => lowerFilter(filter, join(path, String(i)), context)).filter((item) => item !== undefined);
}

/** One Kibana filter; undefined where it is disabled. */
function lowerFilter(filter: Json, path: string, context: DslContext): Predicate | undefined {
  if (!isJsonObject(filter)) return fault(context, path, "T4103", "A filter must be an object");
  const meta = isJsonObject(filter.meta) ? filter.meta : {};
  if (meta.disabled === true) return undefined;
  const item = meta.type === "combined" ? lowerCombined(meta, path, context) : lowerSingle(filter, path, context);
  return meta.negate === true ? { kind: "not", item } : item;
}

/** The query is under `query`; in the legacy form the clause stands beside `meta`. */
function lowerSingle(filter: JsonObject, path: string, context: DslContext): Predicate {
  if (filter.query !== undefined) return context.lower(filter.query, join(path, "query"), context);
  const { meta: _meta, $state: _state, ...query } = filter;
  if (Object.keys(query).length === 0) return fault(context, path, "T4103", "The filter holds no query");
  return context.lower(query, path, context);
}

/** A group of filters made in Kibana's filter editor: the members are under `meta.params`. */
function lowerCombined(meta: JsonObject, path: string, context: DslContext): Predicate {
  if (!Array.isArray(meta.params)) return fault(context, path, "T4103", "A combined filter needs a list of filters under `meta.params`");
  const items = lowerFilterList(meta.params, join(path, "meta.params"), context);
  if (items.length === 0) return NOTHING;
  return meta.relation === "OR" ? anyOf(items) : allOf(items);
}

const join = (path: string, key: string): string => (path === "" ? key : `${path}.${key}`);
