import { z } from "zod";
import { count, nonBlank } from "./values.ts";

const duration = z.strictObject({ value: count, unit: z.enum(["s", "m", "h"]) });

/** `[rule.alert_suppression]` of the types that group by fields of the event. */
export const suppression = z.strictObject({
  group_by: z.array(nonBlank).min(1).max(5),
  duration: duration.optional(),
  missing_fields_strategy: z.enum(["suppress", "doNotSuppress"]).optional(),
});

/** Threshold rules suppress by their own fields. */
export const thresholdSuppression = z.strictObject({ duration });
