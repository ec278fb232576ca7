import type { CountedDetector, CountedField, CountedJob, Counts, GatheringPlan } from "../../matcher/lines/gathering.ts";
import { MOST_INFLUENCERS } from "../../matcher/lines/gathering.ts";
import type { DetectorPlan, JobField, JobPlan } from "../../plan/job-plan.ts";
import type { DetectorFunction } from "./detector-function.ts";
import type { FieldTexts, PlainField } from "./field-texts.ts";
import { detectorFunction } from "./functions/table.ts";

/**
 * What jobs have counted of lines. A job that reads a field of which more than the values at its path is indexed is given its events.
 * @param texts where the jobs' fields are registered
 * @param takers by predicate: the number of the job whose events it finds; -1: none
 */
export function planGathering(jobs: readonly JobPlan[], texts: FieldTexts, takers: Int32Array): GatheringPlan {
  const counted = jobs.map((job) => countedJob(job, texts));
  const isCounted = jobs.map((job) => job.influencers.length <= MOST_INFLUENCERS && fieldsOf(job).every((field) => pathsOf(field, texts)));
  const detectors = counted.flatMap((job) => job.detectors);
  const asTexts = new Set(detectors.flatMap(readAsTexts));
  const asNumbers = new Set(detectors.flatMap(({ counts, field }) => (counts === "numbers" || counts === "numeric values" ? [field] : [])));
  return {
    takers: takers.map((job) => (job >= 0 && isCounted[job] === true ? job : -1)),
    fields: Array.from({ length: texts.size }, (_, number): CountedField => {
      const { path, from, literal, longest } = texts.plain(number) ?? NOT_READ;
      return { path, from, numeric: !asTexts.has(number), literal: asNumbers.has(number) ? "none" : literal, longest };
    }),
    jobs: counted,
  };
}

/** What a detector counts. */
export function countsOf({ period, field, tally }: DetectorFunction): Counts {
  if (period) return "times";
  if (field === "none") return "events";
  if (tally().takes === "numbers") return "numbers";
  return field === "number" ? "numeric values" : "values";
}

/** Of a job that is not counted: its detectors are only there for the numbers of the others. */
const NOT_READ: PlainField = { path: "@timestamp", from: undefined, literal: "none", longest: 0 };

const pathsOf = (field: JobField, texts: FieldTexts): boolean => texts.plain(texts.register(field)) !== undefined;

const fieldsOf = ({ detectors, influencers }: JobPlan): readonly JobField[] => [
  ...influencers,
  ...detectors.flatMap(({ field, by, over, partition }) => [field, by, over, partition].filter((each) => each !== undefined)),
];

function countedJob({ span, detectors, influencers }: JobPlan, texts: FieldTexts): CountedJob {
  const numbers = influencers.map((field) => texts.register(field));
  const numberOf = (field: DetectorPlan["by"]): number => (field ? texts.register(field) : -1);
  return {
    span,
    detectors: detectors.map(
      (plan): CountedDetector => ({
        counts: countsOf(detectorFunction(plan.function)),
        keys: [numberOf(plan.partition), numberOf(plan.by), numberOf(plan.over)],
        field: numberOf(plan.field),
        influencers: numbers,
      }),
    ),
  };
}

const readAsTexts = ({ counts, keys, field, influencers }: CountedDetector): readonly number[] => [
  ...keys,
  ...influencers,
  ...(counts === "numbers" ? [] : [field]),
];
