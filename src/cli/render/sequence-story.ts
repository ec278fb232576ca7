import { escapeText } from "../../diagnostics/index.ts";
import { formatTime } from "../../event/time.ts";
import type { Paint } from "../../formats/output/paint.ts";
import type { Death, SequenceStep } from "../../operators/sequence-trace.ts";
import type { SequenceExplanation } from "../../toolkit/explain/story-types.ts";
import { durationText, eventsText, keyText, stamp, unseenLines } from "./story-text.ts";

/** Steps told before the rest is only counted, completed sequences apart. */
const MAX_STEPS = 100;
const MAX_COMPLETED = 20;

/** What became of a sequence's candidates, step by step, with times and reasons. */
export function renderSequence(sequence: SequenceExplanation, paint: Paint): string[] {
  const { steps, moreSteps, completed, stages, reached } = sequence;
  const lines = [`${paint("accent", "sequence")} of ${stages} stages${fieldsText(sequence)} ${boundText(sequence)}`];
  const times = timesOf(sequence);
  const told = toldSteps(steps);
  for (const step of told) lines.push(`  ${tell(step, sequence, times, paint)}`);
  const untold = steps.length - told.length + moreSteps;
  if (untold > 0) lines.push(`  … and ${untold} more steps`);
  if (steps.length === 0) lines.push("  no event matches any stage");
  lines.push(...unseenLines(sequence.timeless));
  const found = completed.length;
  if (found > 0) return [...lines, paint("good", `${found} complete`)];
  return [
    ...lines,
    paint(
      "bad",
      reached === 0 ? "none complete: no event began one" : `none complete: stage ${reached} of ${stages} was the furthest reached`,
    ),
  ];
}

/** The first steps, and of the others those that completed: they are what the rest came to. */
const toldSteps = (steps: SequenceExplanation["steps"]): SequenceExplanation["steps"] => [
  ...steps.slice(0, MAX_STEPS),
  ...steps
    .slice(MAX_STEPS)
    .filter(({ kind }) => kind === "completed")
    .slice(0, MAX_COMPLETED),
];

/** ` by host.id, user.id` */
function fieldsText({ keys }: SequenceExplanation): string {
  const names = [...new Set(keys.map((fields) => fields.join(", ")))].filter((text) => text !== "");
  return names.length === 0 ? "" : ` by ${names.map(escapeText).join(" = ")}`;
}

const boundText = ({ bound }: SequenceExplanation): string =>
  bound === undefined ? "without a limit of time" : `within ${durationText(bound)}`;

/** When each event happened, in the sequence's order. */
function timesOf({ steps }: SequenceExplanation): ReadonlyMap<number, number> {
  return new Map(steps.flatMap((step) => ("event" in step ? [[step.event, step.time] as const] : [])));
}

function tell(step: SequenceStep<number>, sequence: SequenceExplanation, times: ReadonlyMap<number, number>, paint: Paint): string {
  switch (step.kind) {
    case "reached":
      return `${stamp(step.time, paint)} event ${step.event + 1} ${paint("good", `reaches stage ${step.stage + 1}`)}${keyText(step.key)}`;
    case "no_candidate":
      return `${stamp(step.time, paint)} event ${step.event + 1} matches stage ${step.stage + 1}, but nothing waits there${keyText(step.key)}`;
    case "no_key":
      return `${stamp(step.time, paint)} event ${step.event + 1} matches ${stageName(step.stage, sequence)}, but lacks its join key (${(sequence.keys[step.stage] ?? []).map(escapeText).join(", ")})`;
    case "waiting":
      return `all events are there${keyText(step.key)}; what must be missing may not come until ${formatTime(step.deadline)}`;
    case "completed":
      return `${stamp(step.time, paint)} ${paint("good", "complete")}: ${eventsText(step.events)}${keyText(step.key)}`;
    case "died":
      return `${stamp(step.time, paint)} ${paint("bad", "ends")} after stage ${step.stage + 1}: ${eventsText(step.events)}${keyText(step.key)}: ${cause(step, sequence, times)}`;
  }
}

const stageName = (stage: number, { stages }: SequenceExplanation): string => (stage < stages ? `stage ${stage + 1}` : "until");

type Died = Extract<SequenceStep<number>, { readonly kind: "died" }>;

function cause(died: Died, sequence: SequenceExplanation, times: ReadonlyMap<number, number>): string {
  const by = died.by === undefined ? undefined : `event ${died.by + 1}`;
  const wanted = nextStage(died.stage, sequence);
  const words: Readonly<Record<Death, () => string>> = {
    displaced: () => `${by} opened a newer one, which takes its place`,
    maxspan: () =>
      by === undefined
        ? `nothing came for ${wanted} ${boundText(sequence)}`
        : `${by} came ${lateness(died, times)}, which is not ${boundText(sequence)}`,
    until: () => `${by} matches until`,
    missing_event: () => `${by} occurred, which must be missing`,
    no_next_event: () => `the input ended before an event for ${wanted}`,
    open: () => "the input ended before it was certain that nothing came",
    limit: () => "too many were under way at once; this was the stalest",
  };
  return words[died.death]();
}

/** How long after the first event the one that came too late was there. */
function lateness({ events, time }: Died, times: ReadonlyMap<number, number>): string {
  const first = times.get(events[0] ?? -1);
  return first === undefined ? "too late" : `${durationText(time - first)} after the first`;
}

/** The stage that a candidate waits for: the next that must not be missing. */
function nextStage(stage: number, { stages, missing }: SequenceExplanation): string {
  for (let next = stage + 2; next <= stages; next++) if (!missing.includes(next)) return `stage ${next}`;
  return "what follows";
}
