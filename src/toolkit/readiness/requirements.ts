import { defaultFields } from "../../event/schema.ts";
import type { FieldTable, FieldType } from "../../event/field-type.ts";
import type { Predicate } from "../../plan/predicate.ts";
import type { RuleOp, RulePlan } from "../../plan/rule-plan.ts";
import { compileRule } from "../../rules/compile.ts";
import { indexPatternsOf } from "../../rules/index-patterns.ts";
import type { Rule } from "../../rules/model.ts";
import { type Need, needOf } from "./need.ts";
import { splitScope } from "./scope.ts";

/** What one rule needs of events to fire. */
export interface RuleNeeds {
  readonly rule: Rule;
  readonly patterns: readonly string[];
  readonly stages: readonly StageNeeds[];
}

export interface StageNeeds {
  readonly scope: Predicate;
  readonly need: Need;
}

/** @returns the needs, or why the rule cannot run: in words for people */
export function needsOfRule(rule: Rule, fields: FieldTable = defaultFields()): RuleNeeds | { readonly reason: string } {
  const { plan, unsupported } = compileRule(rule, { fields });
  if (unsupported !== undefined) return { reason: unsupported };
  if (!plan) return { reason: "the rule has errors" };
  return { rule, patterns: indexPatternsOf(rule), stages: stagesOfPlan(plan).map(stageNeeds) };
}

interface Stage {
  readonly where: Predicate;
  /** Fields that an event must have besides: keys, counted values. */
  readonly fields: readonly FieldType[];
}

function stageNeeds({ where, fields }: Stage): StageNeeds {
  const { scope, rest } = splitScope(where);
  const present = fields.map((field): Need => needOf({ kind: "exists", field }));
  return { scope, need: { kind: "all", items: [needOf(rest), ...present] } };
}

const stagesOfPlan = ({ root }: RulePlan): readonly Stage[] => stagesOfRoot(root);

/** Every test that an event must pass for the rule to fire. What must be absent asks for nothing. */
function stagesOfRoot(root: RuleOp): readonly Stage[] {
  switch (root.kind) {
    case "sequence":
    case "sample":
      return root.stages
        .filter(({ missing }) => !missing)
        .map(({ where, keys }) => ({ where, fields: keys.flatMap(({ field, optional }) => (field && !optional ? [field] : [])) }));
    case "newTerms":
      return [{ where: root.where, fields: root.fields }];
    case "threshold":
      return [{ where: root.where, fields: root.cardinality ? [...root.fields, root.cardinality.field] : root.fields }];
    default:
      return [{ where: root.where, fields: [] }];
  }
}
