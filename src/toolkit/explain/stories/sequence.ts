import type { SequenceStep } from "../../../operators/sequence-trace.ts";
import { windowLength } from "../../../engine/slots.ts";
import type { SequenceOp } from "../../../plan/plan.ts";
import type { SequenceExplanation } from "../story-types.ts";
import { keyFields, type Story, type StoryParts } from "./story.ts";

/** Steps kept; a sequence over millions of events has more than anyone reads. */
const MAX_STEPS = 10_000;

/** How events went through the stages of a sequence. */
export function sequenceStory(op: SequenceOp, { window, numberOf }: StoryParts): Story {
  const steps: SequenceStep<number>[] = [];
  const completed: SequenceExplanation["completed"][number][] = [];
  const timeless: number[] = [];
  let moreSteps = 0;
  let reached = 0;
  const note = (step: SequenceStep<number>): void => {
    if (step.kind === "reached") reached = Math.max(reached, step.stage + 1);
    if (step.kind === "completed") completed.push({ joinKeys: step.key, events: placed(op, step.events) });
    if (steps.length < MAX_STEPS) steps.push(step);
    else moreSteps++;
  };
  return {
    trace: { sequence: (step) => note(renumbered(step, numberOf)) },
    event: ({ number, hit }) => void (Number.isNaN(hit.clockTime) && timeless.push(number)),
    tell: () => ({
      sequence: { completed, steps, moreSteps, timeless, ...layout(op), reached, bound: op.maxspan ?? windowLength(window) },
    }),
  };
}

function layout({ stages, until }: SequenceOp): Pick<SequenceExplanation, "stages" | "missing" | "keys"> {
  return {
    stages: stages.length,
    missing: stages.flatMap(({ missing }, i) => (missing ? [i + 1] : [])),
    keys: (until ? [...stages, until] : stages).map(keyFields),
  };
}

/** The step with the numbers of events instead of the engine's keys. */
function renumbered(step: SequenceStep<number>, numberOf: (key: number) => number): SequenceStep<number> {
  switch (step.kind) {
    case "reached":
      return { ...step, event: numberOf(step.event), events: step.events.map(numberOf) };
    case "no_candidate":
    case "no_key":
      return { ...step, event: numberOf(step.event) };
    case "waiting":
    case "completed":
      return { ...step, events: step.events.map(numberOf) };
    case "died":
      return { ...step, events: step.events.map(numberOf), ...(step.by !== undefined && { by: numberOf(step.by) }) };
  }
}

/** One event a stage; null where none was to come. */
function placed({ stages }: SequenceOp, events: readonly number[]): readonly (number | null)[] {
  const rest = [...events];
  return stages.map(({ missing }) => (missing ? null : (rest.shift() ?? null)));
}
