import type { Json, JsonObject } from "../event/json.ts";
import { formatTime, parseTime } from "../event/time.ts";
import type { Rule, RuleType } from "../rules/model.ts";

/** Kibana's name of the rule type in the alerting framework, and its category. */
const RULE_TYPE_ID: Record<RuleType, readonly [id: string, category: string]> = {
  eql: ["siem.eqlRule", "Event Correlation Rule"],
  esql: ["siem.esqlRule", "ES|QL Rule"],
  machine_learning: ["siem.mlRule", "Machine Learning Rule"],
  new_terms: ["siem.newTermsRule", "New Terms Rule"],
  query: ["siem.queryRule", "Custom Query Rule"],
  saved_query: ["siem.savedQueryRule", "Saved Query Rule"],
  threat_match: ["siem.indicatorRule", "Indicator Match Rule"],
  threshold: ["siem.thresholdRule", "Threshold Rule"],
};

/** Rule keys that an alert carries one by one under `kibana.alert.rule.`, besides `parameters` with all of them. */
const COPIED = [
  "author",
  "description",
  "exceptions_list",
  "false_positives",
  "from",
  "interval",
  "license",
  "namespace",
  "note",
  "references",
  "risk_score",
  "risk_score_mapping",
  "rule_id",
  "rule_name_override",
  "setup",
  "severity",
  "severity_mapping",
  "tags",
  "threat",
  "timeline_id",
  "timeline_title",
  "timestamp_override",
  "to",
  "type",
  "version",
  "building_block_type",
  "throttle",
  "actions",
] as const;

/** Fields that only `--full` and the store keep: the rule's long texts, the same in every alert of it, and the guide. */
export const LONG_RULE_FIELDS: ReadonlySet<string> = new Set(
  ["parameters", "note", "setup", "references", "false_positives", "description"]
    .map((key) => `kibana.alert.rule.${key}`)
    .concat("tocsin.guide"),
);

/** The `kibana.alert.rule.*` fields that are the same in every alert of a rule, made once. */
export function ruleBlock(rule: Rule): JsonObject {
  const [typeId, category] = RULE_TYPE_ID[rule.type];
  const block: JsonObject = {
    "kibana.alert.rule.uuid": rule.id,
    "kibana.alert.rule.category": category,
    "kibana.alert.rule.producer": "siem",
    "kibana.alert.rule.consumer": "siem",
    "kibana.alert.rule.rule_type_id": typeId,
    "kibana.alert.rule.enabled": true,
    "kibana.alert.rule.immutable": false,
    "kibana.alert.rule.parameters": rule.params,
    "kibana.alert.rule.created_at": fileDate(rule, "created_at", "creation_date"),
    "kibana.alert.rule.created_by": "",
    "kibana.alert.rule.updated_at": fileDate(rule, "updated_at", "updated_date"),
    "kibana.alert.rule.updated_by": "",
  };
  for (const key of COPIED) setIfPresent(block, `kibana.alert.rule.${key}`, rule.params[key]);
  if (rule.index) block["kibana.alert.rule.indices"] = [...rule.index];
  for (const [path, value] of leaves(rule.params["meta"] ?? null, "")) block[`kibana.alert.rule.meta.${path}`] = value;
  return block;
}

/** The dates of a rule are its file's, so that no alert depends on when it was made; the epoch where there is none. */
function fileDate(rule: Rule, exported: string, metadata: string): string {
  const written = rule.params[exported] ?? rule.metadata[metadata];
  const time = typeof written === "string" ? parseTime(written.replaceAll("/", "-")) : undefined;
  return formatTime(time ?? 0);
}

function setIfPresent(block: JsonObject, key: string, value: Json | undefined): void {
  if (value !== undefined && value !== null) block[key] = value;
}

function* leaves(value: Json, path: string): Generator<[string, Json]> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    if (path !== "" && value !== null) yield [path, value];
    return;
  }
  for (const [key, inner] of Object.entries(value)) yield* leaves(inner, path === "" ? key : `${path}.${key}`);
}
