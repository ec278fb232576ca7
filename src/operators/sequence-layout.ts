import type { SequenceOp, StageOp } from "../plan/plan.ts";

/** Where a missing stage stands among the positive ones. `gap`: between the positive stage of that number and the next. */
export type AbsencePlace = { readonly kind: "leading" } | { readonly kind: "trailing" } | { readonly kind: "gap"; readonly after: number };

interface AbsenceStage {
  /** Index into the plan's stages. */
  readonly stage: number;
  readonly place: AbsencePlace;
}

/** A sequence plan taken apart for running: positive stages are numbered by themselves, absences hang between them. */
export interface SequenceLayout {
  readonly stages: readonly StageOp[];
  /** Plan indices of the stages that must match, in order; at least one. */
  readonly positives: readonly number[];
  readonly absences: readonly AbsenceStage[];
  readonly leading: boolean;
  readonly trailing: boolean;
  readonly until: StageOp | undefined;
  /** What {@link SequenceLayout.until} is numbered when hits are asked for: one past the last stage. */
  readonly untilStage: number;
}

export function layoutSequence(op: SequenceOp): SequenceLayout {
  const { stages, until } = op;
  const positives = stages.flatMap((stage, i) => (stage.missing ? [] : [i]));
  const first = positives[0] ?? stages.length;
  const last = positives.at(-1) ?? -1;
  const absences = stages.flatMap((stage, i) => (stage.missing ? [{ stage: i, place: placeOf(i, first, last, positives) }] : []));
  return {
    stages,
    positives,
    absences,
    until,
    leading: absences.some((a) => a.place.kind === "leading"),
    trailing: absences.some((a) => a.place.kind === "trailing"),
    untilStage: stages.length,
  };
}

function placeOf(stage: number, first: number, last: number, positives: readonly number[]): AbsencePlace {
  if (stage < first) return { kind: "leading" };
  if (stage > last) return { kind: "trailing" };
  return { kind: "gap", after: positives.findLastIndex((p) => p < stage) };
}
