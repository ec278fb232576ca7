import { z } from "zod";
import { flag, freeTable, text } from "./values.ts";

/** Keys that Kibana's API and export add to any rule. They say where a rule lived, not what it does. */
export const EXPORTED_KEYS = {
  id: text.optional(),
  created_at: text.optional(),
  created_by: text.nullable().optional(),
  updated_at: text.optional(),
  updated_by: text.nullable().optional(),
  immutable: flag.optional(),
  rule_source: freeTable.optional(),
  execution_summary: freeTable.optional(),
  output_index: text.optional(),
  namespace: text.optional(),
  outcome: z.enum(["exactMatch", "aliasMatch", "conflict"]).optional(),
  alias_target_id: text.optional(),
  alias_purpose: text.optional(),
  last_success_at: text.optional(),
  last_success_message: text.optional(),
  last_failure_at: text.optional(),
  last_failure_message: text.optional(),
  status: text.optional(),
  status_date: text.optional(),
  deprecated: flag.optional(),
  deprecated_reason: text.optional(),
} as const;
