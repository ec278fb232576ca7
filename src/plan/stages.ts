import type { Predicate } from "./predicate.ts";
import type { RuleOp } from "./rule-plan.ts";

/** A test of single events that an operator needs, with what people call it. */
export interface NamedStage {
  readonly label: string;
  readonly where: Predicate;
}

/** The tests of an operator in the order in which hits are numbered: one for an event query, one a stage, `until` last. */
export function stagesOf(root: RuleOp): readonly NamedStage[] {
  if (root.kind !== "sequence" && root.kind !== "sample") return [{ label: "query", where: root.where }];
  const stages = root.stages.map(({ where, missing }, i) => ({ label: `${missing ? "missing stage" : "stage"} ${i + 1}`, where }));
  return root.kind === "sequence" && root.until ? [...stages, { label: "until", where: root.until.where }] : stages;
}
