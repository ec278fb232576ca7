import type { JsonObject } from "../../event/json.ts";
import type { SpillStore } from "../spill.ts";
import type { Arena } from "../arena.ts";
import type { CompiledRule } from "../compile-rules.ts";
import type { RuleRunner } from "../runners/runner.ts";
import { Openings } from "./openings.ts";
import { TallyRuns } from "./tally-runs.ts";

/**
 * What an event that a rule matches needs to be. `parse`: the whole document. `sight`: nothing, unless it turns out to
 * matter to a sequence that another event began. `tally`: a few fields.
 */
export type LinePolicy =
  | { readonly kind: "parse" }
  | { readonly kind: "sight"; readonly openings: Openings }
  | { readonly kind: "tally"; readonly runs: TallyRuns; readonly fields: readonly string[]; readonly project: Project };

/** What an operator reads of an event, in dotted spelling. */
export type Project = (document: JsonObject) => JsonObject;

const PARSE: LinePolicy = { kind: "parse" };

/** @param runner of the rule; undefined where it has no state */
export function linePolicy(rule: CompiledRule, runner: RuleRunner | undefined, arena: Arena, spill: SpillStore): LinePolicy {
  const { root } = rule.plan;
  const simple = rule.exceptions.length === 0 && !rule.readsAlerts && !rule.trace && !rule.rule.timestampOverrideOnly;
  if (!simple || !runner) return PARSE;
  if (root.kind === "sequence") {
    const openings = root.stages.length < MOST_STAGES ? Openings.of(root) : undefined;
    return openings ? { kind: "sight", openings } : PARSE;
  }
  if (root.kind !== "threshold") return PARSE;
  const fields = [...root.fields, ...(root.cardinality ? [root.cardinality.field] : [])];
  return {
    kind: "tally",
    runs: new TallyRuns(rule, arena, spill),
    fields: [...new Set(fields.map(({ path }) => path))],
    project: (document) => runner.prepare([0], document)?.document ?? {},
  };
}

/** Stages are told as the bits of a small integer. */
const MOST_STAGES = 30;
