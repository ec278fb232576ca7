import { escapeText } from "../../diagnostics/index.ts";
import { formatTime } from "../../event/time.ts";
import type { Paint } from "../../formats/output/paint.ts";
import { plural } from "../../formats/output/quantity.ts";
import type {
  BucketStory,
  NewTermsExplanation,
  SampleExplanation,
  SampleKey,
  TermJudgement,
  TermStory,
  ThresholdExplanation,
} from "../../toolkit/explain/story-types.ts";
import { durationText, eventNumbers, eventsText, namedValues, tupleText, unseenLines } from "./story-text.ts";

/** Groups told before the rest is only counted. */
const MAX_GROUPS = 20;

/** How near the buckets of a threshold came: the slot, the count against the threshold, what is missing. */
export function renderThreshold(threshold: ThresholdExplanation, paint: Paint): string[] {
  const { fields, value, cardinality, buckets, moreBuckets, keyless, timeless } = threshold;
  const grouped = fields.length === 0 ? "in all" : `with equal ${fields.map(escapeText).join(", ")}`;
  const distinct = cardinality ? ` and ${cardinality.value} distinct ${escapeText(cardinality.field)}` : "";
  const lines = [`${paint("accent", "threshold")} of ${value} events ${grouped}${distinct} ${windowText(threshold)}`];
  for (const bucket of buckets.slice(0, MAX_GROUPS)) lines.push(`  ${bucketText(bucket, threshold, paint)}`);
  if (buckets.length === 0) lines.push("  no event was counted");
  return [...lines, ...moreLine(buckets.length - MAX_GROUPS, moreBuckets, "groups"), ...unseenLines(timeless, keyless, fields)];
}

function bucketText(
  { values, slot, count, distinct, reached, slotsReached, events }: BucketStory,
  { fields, value, cardinality }: ThresholdExplanation,
  paint: Paint,
): string {
  const name = fields.length === 0 ? "all events" : namedValues(fields, values);
  const kinds =
    cardinality && distinct !== undefined ? `, ${distinct} of ${cardinality.value} distinct ${escapeText(cardinality.field)}` : "";
  const lacking = [
    ...(count < value ? [plural(value - count, "more event")] : []),
    ...(cardinality && (distinct ?? 0) < cardinality.value ? [plural(cardinality.value - (distinct ?? 0), "more distinct value")] : []),
  ];
  const short = reached ? "" : `: ${lacking.join(" and ")} would be needed`;
  const again = slotsReached > 1 ? `, and at ${plural(slotsReached - 1, "more slot")}` : "";
  const counted = events.length > count ? ` (${events.length - count} of them counted in an earlier alert)` : "";
  return `${mark(reached, paint)} ${name}: ${count} of ${value} events${kinds} at the slot ${formatTime(slot)}${again}${short} ${paint("dim", `← ${eventsText(events)}${counted}`)}`;
}

/** When combinations of values were first seen, and whether they were new. */
export function renderNewTerms(newTerms: NewTermsExplanation, paint: Paint): string[] {
  const { fields, history, terms, moreTerms, keyless, timeless } = newTerms;
  const lines = [
    `${paint("accent", "new terms")} of ${fields.map(escapeText).join(", ")}, not seen since ${escapeText(history)} ${windowText(newTerms)}`,
  ];
  for (const term of terms.slice(0, MAX_GROUPS)) lines.push(...termLines(term, fields, paint));
  if (terms.length === 0) lines.push("  no event brought a combination of values");
  return [...lines, ...moreLine(terms.length - MAX_GROUPS, moreTerms, "combinations"), ...unseenLines(timeless, keyless, fields)];
}

function termLines({ values, judgements }: TermStory, fields: readonly string[], paint: Paint): string[] {
  const isNew = judgements.some(({ verdict }) => verdict === "new");
  return [
    `  ${mark(isNew, paint)} ${namedValues(fields, values)}`,
    ...judgements.map((judgement) => `      ${judgementText(judgement, paint)}`),
  ];
}

function judgementText({ verdict, event, time, slot, seen, since, times, coverage }: TermJudgement, paint: Paint): string {
  const at = slot === null ? "" : ` at the slot ${formatTime(slot)}`;
  const often = times > 1 ? ` (${times} times)` : "";
  const before = seen === null ? "never seen before" : `last seen ${formatTime(seen)}`;
  if (verdict === "new") {
    const share =
      coverage === undefined
        ? ""
        : `; ${coverage === 0 ? "there are no events of the time before" : `there are events for ${percent(coverage)} of the history only`}`;
    return `${paint("good", "new")}${at}: first seen ${formatTime(time)} by event ${event + 1}, ${before}${paint("dim", share)}`;
  }
  return `${paint("bad", "known")}${at} when event ${event + 1} came ${formatTime(time)}: first seen ${formatTime(since)}, ${before}${often}`;
}

const percent = (share: number): string => (share < 0.01 ? "less than 1 %" : `${Math.floor(share * 100)} %`);

/** Which keys have events for which stages of a sample, and what is missing. */
export function renderSample(sample: SampleExplanation, paint: Paint): string[] {
  const { stages, keyFields, keys, moreKeys, keyless, timeless } = sample;
  const names = [...new Set(keyFields.map((fields) => fields.join(", ")))].map(escapeText).join(" = ");
  const lines = [`${paint("accent", "sample")} of ${stages} stages by ${names} ${windowText(sample)}`];
  for (const key of keys.slice(0, MAX_GROUPS)) lines.push(`  ${sampleText(key, paint)}`);
  if (keys.length === 0) lines.push("  no event matches any stage");
  return [...lines, ...moreLine(keys.length - MAX_GROUPS, moreKeys, "keys"), ...unseenLines(timeless, keyless, [names])];
}

function sampleText({ joinKeys, events, missing, verdict }: SampleKey, paint: Paint): string {
  const stages = events.map((list, i) => `stage ${i + 1}: ${list.length === 0 ? paint("bad", "none") : eventNumbers(list)}`).join("; ");
  const why = {
    complete: "complete",
    missing: `no event for stage ${missing.join(", ")}`,
    apart: "never an event of its own for each stage within one window",
  }[verdict];
  return `${mark(verdict === "complete", paint)} ${tupleText(joinKeys)}: ${why} ${paint("dim", "←")} ${stages}`;
}

const mark = (good: boolean, paint: Paint): string => (good ? paint("good", "✓") : paint("bad", "✗"));

/** `in windows of 9m, judged every 5m` */
const windowText = ({ window: { interval, from, to } }: Pick<ThresholdExplanation, "window">): string =>
  `in windows of ${durationText(to - from)}, judged every ${durationText(interval)}`;

function moreLine(untold: number, more: number, what: string): string[] {
  const count = Math.max(0, untold) + more;
  return count > 0 ? [`  … and ${count} more ${what}`] : [];
}
