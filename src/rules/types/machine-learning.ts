import { z } from "zod";
import { suppression } from "../schema/suppression.ts";
import { textOrTexts } from "../schema/values.ts";
import type { RuleTypeEntry } from "./rule-type.ts";

/** Anomalies that a machine learning job found. It has no query: the job reads the events. */
export const machineLearningRule: RuleTypeEntry = {
  type: "machine_learning",
  languages: [],
  languageRequired: false,
  query: "none",
  keys: {
    anomaly_threshold: z.int().min(0).max(100),
    machine_learning_job_id: textOrTexts,
    alert_suppression: suppression.optional(),
  },
  checks: [],
  compile: () => ({ unsupported: "machine_learning rules are not run yet", diagnostics: [] }),
};
