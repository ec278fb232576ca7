import { z } from "zod";
import { calendarDate, stackVersion } from "./forms.ts";
import { flag, freeTable, text, textOrTexts } from "./values.ts";

export const MATURITIES = ["development", "experimental", "beta", "production", "deprecated"] as const;

/** `[metadata]`. Which keys a rule file must have is checked elsewhere: exported rules have none. */
export const metadataSchema = z.strictObject({
  creation_date: calendarDate.optional(),
  updated_date: calendarDate.optional(),
  deprecation_date: calendarDate.optional(),
  deprecated_reason: text.optional(),
  maturity: z.enum(MATURITIES).optional(),
  integration: textOrTexts.optional(),
  min_stack_version: stackVersion.optional(),
  min_stack_comments: text.optional(),
  bypass_bbr_timing: flag.optional(),
  promotion: flag.optional(),
  query_schema_validation: flag.optional(),
  os_type_list: z.array(z.enum(["windows", "linux", "macos"])).optional(),
  related_endpoint_rules: z.array(z.unknown()).optional(),
  comments: text.optional(),
  extended: freeTable.optional(),
});
