import type { SequenceOp } from "../../plan/plan.ts";
import { stagesOf } from "../../plan/stages.ts";
import type { CompiledRule } from "../compile-rules.ts";
import { Openings } from "./openings.ts";

/**
 * What a rule needs of an event that it matches. `judge`: to match it anew; it has too many stages to tell which they
 * were. `parse`: the whole document. `sight`: nothing, unless it turns out to
 * matter to a sequence. `tally`: a few fields. Plain data.
 */
export type LineNeed =
  | { readonly kind: "parse" }
  | { readonly kind: "judge" }
  | { readonly kind: "sight"; readonly op: SequenceOp }
  | { readonly kind: "tally"; readonly fields: readonly string[] /** Which reader gives its window time. */; readonly windowTime: number };

const PARSE: LineNeed = { kind: "parse" };

/** Stages are told as the bits of a small integer. */
const MOST_STAGES = 30;

export function lineNeed({ rule, plan, exceptions, readsAlerts, trace, windowTime }: CompiledRule): LineNeed {
  const { root } = plan;
  if (stagesOf(root).length > MOST_STAGES) return { kind: "judge" };
  if (exceptions.length > 0 || readsAlerts || trace || rule.timestampOverrideOnly || rule.timestampField) return PARSE;
  if (root.kind === "sequence") return Openings.of(root) ? { kind: "sight", op: root } : PARSE;
  if (root.kind !== "threshold") return PARSE;
  const fields = [...root.fields, ...(root.cardinality ? [root.cardinality.field] : [])];
  return { kind: "tally", fields: [...new Set(fields.map(({ path }) => path))], windowTime };
}
