import { ANOMALY_INDICES } from "../operators/anomaly/record.ts";
import type { Rule } from "./model.ts";

/** The index patterns whose events a rule is offered; machine learning rules read the indices of anomaly records. */
export const indexPatternsOf = (rule: Rule): readonly string[] =>
  rule.type === "machine_learning" ? ANOMALY_INDICES : (rule.index ?? ["*"]);
