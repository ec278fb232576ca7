import { z } from "zod";
import type { FieldType } from "../../event/field-type.ts";
import { allOf } from "../../plan/combine.ts";
import type { AnomalyOp } from "../../plan/rule-plan.ts";
import type { Rule } from "../model.ts";
import { suppression } from "../schema/suppression.ts";
import { textOrTexts } from "../schema/values.ts";
import type { RuleTypeEntry } from "./rule-type.ts";

/** Anomalies that a machine learning job found. It has no query: the job reads the events, the rule the job's records. */
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
  compile: (rule) => ({ plan: { root: anomalyOp(rule), pipes: [] }, diagnostics: [] }),
};

/** What Kibana asks of the anomaly index: records that are final, of these jobs, with at least this score. */
function anomalyOp(rule: Rule): AnomalyOp {
  const jobs = jobIdsOf(rule);
  const threshold = Number(rule.params["anomaly_threshold"]);
  const where = allOf([
    { kind: "terms", field: keyword("job_id"), values: jobs, fold: false },
    { kind: "term", field: keyword("result_type"), value: "record", fold: false },
    { kind: "term", field: { name: "is_interim", path: "is_interim", kind: "boolean" }, value: false, fold: false },
    {
      kind: "range",
      field: { name: "record_score", path: "record_score", kind: "double" },
      bounds: [{ op: "gte", value: threshold }],
    },
  ]);
  return { kind: "anomaly", where, jobs, threshold };
}

/** The jobs whose records a rule reads: one id or a list of them. Empty for rules of other types. */
export function jobIdsOf(rule: Rule): readonly string[] {
  const ids = rule.params["machine_learning_job_id"];
  const list = Array.isArray(ids) ? ids : [ids];
  return [...new Set(list.filter((id): id is string => typeof id === "string"))];
}

const keyword = (name: string): FieldType => ({ name, path: name, kind: "keyword" });
