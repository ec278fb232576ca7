import { z } from "zod";
import { interval } from "../schema/forms.ts";
import { nonBlank } from "../schema/values.ts";

/** One detector, under the names that Elastic's jobs have. */
const detector = z.strictObject({
  function: nonBlank,
  field_name: nonBlank.optional(),
  by_field_name: nonBlank.optional(),
  over_field_name: nonBlank.optional(),
  partition_field_name: nonBlank.optional(),
  /** Values below are never told. */
  ignore_below: z.number().optional(),
});

const computedField = z.strictObject({ function: nonBlank, from: nonBlank });

/** One machine learning job as its file has it. */
export const jobSchema = z.strictObject({
  id: nonBlank,
  description: nonBlank.optional(),
  bucket_span: interval,
  query: z.string().optional(),
  index: z.array(nonBlank).min(1).optional(),
  detectors: z.array(detector).min(1),
  influencers: z.array(nonBlank).optional(),
  /** Fields that are computed where the events do not have them. */
  fields: z.record(z.string(), computedField).optional(),
  model_prune_window: interval.optional(),
  /** What another system must compute before, in words. */
  needs: nonBlank.optional(),
});

export type JobContent = z.infer<typeof jobSchema>;
export type DetectorContent = JobContent["detectors"][number];
