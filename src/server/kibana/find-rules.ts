import type { JsonObject } from "../../event/json.ts";
import { compileQuery } from "../../toolkit/query.ts";
import { isQueryError } from "../../toolkit/query-error.ts";
import { HttpError } from "../http/http-error.ts";
import type { CatalogRule } from "../rules/catalog.ts";

/** Rules that a filter of Kibana's saved objects selects: `alert.attributes.name: x`, `alert.attributes.params.ruleId: y`. */
export function filterRules(rules: readonly CatalogRule[], filter: string | undefined): readonly CatalogRule[] {
  if (filter === undefined || filter.trim() === "") return rules;
  try {
    const query = compileQuery("kuery", filter, { size: 1 });
    return rules.filter((entry) => {
      const result = query.search([asSavedObject(entry)]);
      return "events" in result && result.events.length > 0;
    });
  } catch (error) {
    if (!isQueryError(error)) throw error;
    throw new HttpError(400, "bad_request", `the filter has a fault: ${error.diagnostics[0]?.message ?? ""}`);
  }
}

function asSavedObject({ rule }: CatalogRule): JsonObject {
  const { id: ruleId, name, type, severity, riskScore, tags, state } = rule;
  const params = { ruleId, type, severity, riskScore, immutable: false, index: [...(rule.index ?? [])] };
  return { alert: { id: ruleId, attributes: { name, tags: [...tags], enabled: state === "active", params } } };
}
