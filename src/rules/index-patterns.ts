import { ANOMALY_INDICES } from "../operators/anomaly/record.ts";
import type { RuleOp } from "../plan/rule-plan.ts";
import type { Rule } from "./model.ts";

/**
 * The index patterns whose events a rule is offered; machine learning rules read the indices of anomaly records, an ES|QL
 * query names its own.
 */
export function indexPatternsOf(rule: Rule, root?: RuleOp): readonly string[] {
  if (root?.kind === "esql" && root.query.source.kind === "from") return root.query.source.patterns;
  return rule.type === "machine_learning" ? ANOMALY_INDICES : (rule.index ?? ["*"]);
}
