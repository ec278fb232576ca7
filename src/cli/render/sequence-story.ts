import { escapeText } from "../../diagnostics/index.ts";
import { formatTime } from "../../event/time.ts";
import type { Death, SequenceStep } from "../../operators/sequence-trace.ts";
import type { DocumentExplanation } from "../../toolkit/explain/explanation.ts";
import type { SequenceExplanation } from "../../toolkit/explain/story-types.ts";
import type { Paint } from "../../formats/output/paint.ts";

/** Steps told before the rest is only counted. */
const MAX_STEPS = 200;

/** What became of a sequence's candidates, step by step, with times and reasons. */
export function renderSequence(sequence: SequenceExplanation, documents: readonly DocumentExplanation[], paint: Paint): string[] {
  const bound = sequence.bound === undefined ? "without a limit of time" : `within ${duration(sequence.bound)}`;
  const lines = [`${paint("accent", "sequence")} of ${sequence.stages} stages ${bound}`];
  for (const step of sequence.steps.slice(0, MAX_STEPS)) lines.push(`  ${tell(step, sequence, paint)}`);
  if (sequence.steps.length > MAX_STEPS) lines.push(`  … and ${sequence.steps.length - MAX_STEPS} more steps`);
  if (sequence.steps.length === 0) lines.push("  no event matches any stage");
  for (const number of sequence.timeless) lines.push(`  event ${number + 1} has no readable time: a sequence never sees it`);
  const reached = Math.max(0, ...sequence.steps.map((step) => (step.kind === "reached" ? step.stage + 1 : 0)));
  const found = sequence.completed.length;
  lines.push(found > 0 ? paint("good", `${found} complete of ${documents.length} events`) : paint("bad", `none complete: stage ${reached} of ${sequence.stages} was the furthest reached`));
  return lines;
}

function tell(step: SequenceStep<number>, sequence: SequenceExplanation, paint: Paint): string {
  switch (step.kind) {
    case "reached":
      return `${stamp(step.time, paint)} event ${step.event + 1} ${paint("good", `reaches stage ${step.stage + 1}`)}${keyText(step.key)}`;
    case "no_candidate":
      return `${stamp(step.time, paint)} event ${step.event + 1} matches stage ${step.stage + 1}, but nothing waits there${keyText(step.key)}`;
    case "no_key":
      return `${stamp(step.time, paint)} event ${step.event + 1} matches stage ${step.stage + 1}, but lacks a join key`;
    case "waiting":
      return `all events are there${keyText(step.key)}; what must be missing may not come until ${formatTime(step.deadline)}`;
    case "completed":
      return `${stamp(step.time, paint)} ${paint("good", "complete")}: events ${numbers(step.events)}${keyText(step.key)}`;
    case "died":
      return `${stamp(step.time, paint)} ${paint("bad", "ends")} after stage ${step.stage + 1}: events ${numbers(step.events)}${keyText(step.key)}: ${cause(step.death, step.by, sequence)}`;
  }
}

function cause(death: Death, by: number | undefined, { bound }: SequenceExplanation): string {
  const culprit = by === undefined ? "" : `event ${by + 1} `;
  switch (death) {
    case "displaced":
      return `${culprit}opened a newer one, which takes its place`;
    case "maxspan":
      return by === undefined
        ? `no next event came within ${bound === undefined ? "the limit" : duration(bound)}`
        : `${culprit}came later than ${bound === undefined ? "the limit" : duration(bound)} after the first`;
    case "until":
      return `${culprit}matches until`;
    case "missing_event":
      return `${culprit}occurred, which must be missing`;
    case "no_next_event":
      return "the input ended before the next event";
    case "open":
      return "the input ended before it was certain that nothing came";
    case "limit":
      return "too many were under way at once; this was the stalest";
  }
}

const stamp = (time: number, paint: Paint): string => paint("dim", formatTime(time));
const numbers = (events: readonly number[]): string => events.map((e) => e + 1).join(", ");

function keyText(key: readonly (string | null)[]): string {
  return key.length === 0 ? "" : ` by (${key.map((value) => (value === null ? "null" : escapeText(value))).join(", ")})`;
}

const UNITS = [["d", 86_400_000], ["h", 3_600_000], ["m", 60_000], ["s", 1000]] as const;

function duration(ms: number): string {
  const [unit, size] = UNITS.find(([, length]) => ms >= length && ms % length === 0) ?? ["ms", 1];
  return `${ms / size}${unit}`;
}
