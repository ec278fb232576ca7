import { z } from "zod";
import { EXCEPTION_LIST_TYPES } from "../exception-list-types.ts";
import { SEVERITIES } from "../model.ts";
import { dateMath, interval, ruleId } from "./forms.ts";
import { threat, threatMapping } from "./threat.ts";
import { count, flag, freeTable, freeTables, nonBlank, text, texts } from "./values.ts";

const severity = z.enum(SEVERITIES);

const severityMapping = z.strictObject({ field: nonBlank, operator: z.literal("equals"), value: text, severity });
const riskScoreMapping = z.strictObject({
  field: nonBlank,
  operator: z.literal("equals"),
  value: text,
  risk_score: z.int().min(0).max(100).optional(),
});

const exceptionList = z.strictObject({
  id: nonBlank,
  list_id: nonBlank,
  type: z.enum(EXCEPTION_LIST_TYPES),
  namespace_type: z.enum(["agnostic", "single"]),
});

const investigationFields = z.union([z.strictObject({ field_names: z.array(nonBlank).min(1) }), texts], {
  error: "be a table with `field_names`, a list of field names",
});

/** Keys of `[rule]` that every rule type has. */
export const COMMON_KEYS = {
  rule_id: ruleId,
  name: nonBlank,
  description: text,
  type: text,
  severity,
  risk_score: z.int().min(0).max(100),
  author: texts.optional(),
  license: text.optional(),
  enabled: flag.optional(),
  from: dateMath.optional(),
  to: dateMath.optional(),
  interval: interval.optional(),
  max_signals: count.optional(),
  building_block_type: text.optional(),
  tags: texts.optional(),
  threat: z.array(threat).optional(),
  threat_mappings: z.array(threatMapping).optional(),
  note: text.optional(),
  setup: text.optional(),
  references: texts.optional(),
  false_positives: texts.optional(),
  investigation_fields: investigationFields.optional(),
  timestamp_override: nonBlank.optional(),
  timestamp_override_fallback_disabled: flag.optional(),
  timeline_id: text.optional(),
  timeline_title: text.optional(),
  rule_name_override: text.optional(),
  severity_mapping: z.array(severityMapping).optional(),
  risk_score_mapping: z.array(riskScoreMapping).optional(),
  exceptions_list: z.array(exceptionList).optional(),
  actions: freeTables.optional(),
  response_actions: freeTables.optional(),
  meta: freeTable.optional(),
  throttle: text.nullable().optional(),
  related_integrations: freeTables.optional(),
  required_fields: freeTables.optional(),
  version: z.int().min(0).optional(),
  revision: z.int().min(0).optional(),
} as const;
