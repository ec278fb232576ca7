import { randomUUID } from "node:crypto";
import { isError } from "../../diagnostics/index.ts";
import type { JsonObject } from "../../event/json.ts";
import { formatTime } from "../../event/time.ts";
import { compileRule } from "../../rules/compile.ts";
import { loadRuleText } from "../../rules/load.ts";
import type { Rule } from "../../rules/model.ts";
import { badRequest, HttpError } from "../http/http-error.ts";
import type { CatalogRule, Surroundings } from "../rules/catalog.ts";
import type { Service } from "../service.ts";

/** A rule as Kibana's API has it. Its saved object's id is its rule id: there is one of each. */
export function apiRule({ rule, saved }: CatalogRule): JsonObject {
  const { params } = rule;
  return {
    author: [],
    tags: [],
    references: [],
    false_positives: [],
    threat: [],
    exceptions_list: [],
    actions: [],
    risk_score_mapping: [],
    severity_mapping: [],
    related_integrations: [],
    required_fields: [],
    setup: "",
    note: "",
    output_index: "",
    version: 1,
    ...params,
    id: rule.id,
    rule_id: rule.id,
    name: rule.name,
    type: rule.type,
    from: rule.from,
    to: rule.to,
    interval: rule.interval,
    max_signals: rule.maxSignals,
    enabled: rule.state === "active",
    immutable: false,
    rule_source: { type: "internal" },
    revision: saved?.revision ?? 0,
    created_at: formatTime(saved?.created ?? 0),
    created_by: saved?.createdBy ?? "file",
    updated_at: formatTime(saved?.updated ?? 0),
    updated_by: saved?.updatedBy ?? "file",
  };
}

/** What only the service says of a rule: left out of what is kept. */
const SERVED = [
  "id",
  "enabled",
  "immutable",
  "rule_source",
  "revision",
  "created_at",
  "created_by",
  "updated_at",
  "updated_by",
  "output_index",
  "execution_summary",
];

/** A rule that tools sent, sound and ready to be saved. */
export interface SentRule {
  readonly rule: Rule;
  readonly text: string;
  readonly enabled: boolean;
}

/** @throws {HttpError} 400 where it cannot run as it is */
export function readSentRule(body: JsonObject, { env }: Surroundings): SentRule {
  const kept: JsonObject = Object.fromEntries(Object.entries(body).filter(([key]) => !SERVED.includes(key)));
  kept["rule_id"] ??= randomUUID();
  kept["author"] ??= [];
  const text = JSON.stringify(kept);
  const { rules, problems } = loadRuleText("rule.json", text);
  const [rule] = rules;
  const faults = [...problems, ...(rule ? compileRule(rule, env).diagnostics : [])].filter(isError);
  if (!rule || faults.length > 0)
    throw new HttpError(400, "bad_request", faults[0]?.message ?? "there is no rule in the body", { diagnostics: faults });
  return { rule, text, enabled: body["enabled"] !== false };
}

/** By `id` or `rule_id`, as Kibana's query strings name rules. */
export function namedRule(query: Readonly<Record<string, string>>, service: Service): CatalogRule {
  const id = query["rule_id"] ?? query["id"];
  if (id === undefined) throw badRequest('either "id" or "rule_id" must be set');
  const found = service.catalog.rules.find(({ rule }) => rule.id === id);
  if (!found) throw new HttpError(404, "not_found", `rule_id: "${id}" not found`);
  return found;
}
