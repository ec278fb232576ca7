import type { JsonObject } from "../../event/json.ts";
import { compileQuery } from "../../toolkit/query.ts";
import { isQueryError } from "../../toolkit/query-error.ts";
import { HttpError } from "../http/http-error.ts";
import type { CatalogRule } from "../rules/catalog.ts";

const NAMED: JsonObject = { properties: { id: { type: "keyword" }, name: { type: "keyword" } } };
const TECHNIQUE: JsonObject = { properties: { ...(NAMED["properties"] as JsonObject), subtechnique: NAMED } };

/** How Kibana maps what filters name: names are found by their words, the rest exactly. */
const MAPPING: JsonObject = {
  alert: {
    properties: {
      id: { type: "keyword" },
      attributes: {
        properties: {
          name: { type: "text", fields: { keyword: { type: "keyword" } } },
          tags: { type: "keyword" },
          enabled: { type: "boolean" },
          params: {
            properties: {
              ruleId: { type: "keyword" },
              type: { type: "keyword" },
              severity: { type: "keyword" },
              riskScore: { type: "float" },
              immutable: { type: "boolean" },
              index: { type: "keyword" },
              threat: { properties: { tactic: NAMED, technique: TECHNIQUE } },
              ruleSource: { properties: { type: { type: "keyword" } } },
            },
          },
        },
      },
    },
  },
};

/** Rules that a filter of Kibana's saved objects selects: `alert.attributes.name: x`, `alert.attributes.params.ruleId: y`. */
export function filterRules(rules: readonly CatalogRule[], filter: string | undefined): readonly CatalogRule[] {
  if (filter === undefined || filter.trim() === "") return rules;
  try {
    const query = compileQuery("kuery", filter, { size: 1, mapping: MAPPING });
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
  const source = { immutable: false, ruleSource: { type: "internal" } };
  const params = { ruleId, type, severity, riskScore, ...source, index: [...(rule.index ?? [])], threat: rule.params["threat"] ?? [] };
  // Kibana's old marks of custom rules, which filters of tools still ask for.
  const marks = ["__internal_immutable:false", `__internal_rule_id:${ruleId}`];
  return { alert: { id: ruleId, attributes: { name, tags: [...tags, ...marks], enabled: state === "active", params } } };
}
