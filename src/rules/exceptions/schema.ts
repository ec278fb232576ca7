import { z } from "zod";
import { parseTime } from "../../event/time.ts";
import { freeTable, freeTables, nonBlank, text, texts, textThat } from "../schema/values.ts";
import { EXCEPTION_LIST_TYPES } from "../exception-list-types.ts";
import { OS_TYPES } from "./model.ts";

/** Keys that lists and items share. Kibana's own bookkeeping says where a list lived, not what it does. */
const SHARED_KEYS = {
  name: nonBlank,
  description: text.optional(),
  namespace_type: z.enum(["single", "agnostic"]).optional(),
  os_types: z.array(z.enum(OS_TYPES)).optional(),
  tags: texts.optional(),
  meta: freeTable.optional(),
  id: text.optional(),
  tie_breaker_id: text.optional(),
  _version: text.optional(),
  created_at: text.optional(),
  created_by: text.optional(),
  updated_at: text.optional(),
  updated_by: text.optional(),
} as const;

const moment = textThat("be a date and time", (value) => /^\d{4}-\d{2}-\d{2}/.test(value) && parseTime(value) !== undefined, {
  hint: "write it as `2026-01-31T00:00:00Z`",
});

export const itemSchema = z.strictObject({
  ...SHARED_KEYS,
  list_id: nonBlank,
  item_id: nonBlank.optional(),
  type: z.literal("simple").optional(),
  entries: z.array(freeTable).min(1),
  comments: freeTables.optional(),
  expire_time: moment.optional(),
});

/** A list of an export; in a rules repository the table `[exceptions.container]`. */
export const listSchema = z.strictObject({
  ...SHARED_KEYS,
  list_id: nonBlank.optional(),
  type: z.enum(EXCEPTION_LIST_TYPES),
  immutable: z.boolean().optional(),
  version: z.int().optional(),
});

/** `[metadata]` of a repository's exception file. */
export const fileMetadataSchema = z.strictObject({
  creation_date: text.optional(),
  updated_date: text.optional(),
  list_name: text.optional(),
  rule_ids: texts.optional(),
  rule_names: texts.optional(),
});
