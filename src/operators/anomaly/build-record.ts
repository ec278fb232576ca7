import type { JsonObject } from "../../event/json.ts";
import type { DetectorPlan, JobField, JobPlan } from "../../plan/job-plan.ts";
import { addInfluencer, type Influencer, newInfluencer, toldValues } from "./cell.ts";
import type { BucketInfo, Finding } from "./finding.ts";
import { ANOMALY_INDEX } from "./record.ts";
import { hashOf } from "./sample.ts";

/** A finding as an anomaly record, in the shape that Elastic's have. Its id follows from job, bucket, detector and key. */
export function buildRecord(job: JobPlan, index: number, bucket: BucketInfo, finding: Finding, score: number): JsonObject {
  const detector = job.detectors[index] as DetectorPlan;
  const { cell, probability, actual, typical, words, causes } = finding;
  const span = job.span / 1000;
  const recordScore = Number(score.toFixed(4));
  return {
    _index: ANOMALY_INDEX,
    _id: `${job.id}_record_${bucket.start}_${span}_${index}_${hashOf(cell.id).toString(36)}`,
    job_id: job.id,
    result_type: "record",
    is_interim: false,
    timestamp: bucket.start,
    bucket_span: span,
    detector_index: index,
    function: detector.name,
    function_description: detector.function,
    probability,
    record_score: recordScore,
    initial_record_score: recordScore,
    actual: [actual],
    typical: [typical],
    ...named("field_name", detector.field),
    ...valued("by", detector.by, cell.by),
    ...valued("over", detector.over, cell.over),
    ...valued("partition", detector.partition, cell.partition),
    influencers: influencersOf(job, detector, finding),
    ...(causes && { causes: causes.map((cause) => causeOf(detector, cell.over, cause)) }),
    "tocsin.anomaly": { explanation: `${subject(detector, cell)}${words()}` },
  };
}

const named = (key: string, field: JobField | undefined): JsonObject => (field ? { [key]: field.field.name } : {});

const valued = (role: string, field: JobField | undefined, value: string | null): JsonObject =>
  field ? { [`${role}_field_name`]: field.field.name, ...(value !== null && { [`${role}_field_value`]: value }) } : {};

function causeOf(
  detector: DetectorPlan,
  over: string | null,
  { by, probability, actual, typical }: NonNullable<Finding["causes"]>[number],
): JsonObject {
  const values = { ...valued("by", detector.by, by), ...valued("over", detector.over, over) };
  return { function: detector.name, probability, actual: [actual], typical: [typical], ...values };
}

/** The values of the key itself, and those of the influencer fields that its events had. */
function influencersOf(job: JobPlan, { by, over, partition }: DetectorPlan, { cell, cells }: Finding): JsonObject[] {
  const own = new Map<string, string>();
  for (const [field, value] of [
    [by, cell.by],
    [over, cell.over],
    [partition, cell.partition],
  ] as const)
    if (field && value !== null) own.set(field.field.name, value);
  return job.influencers.flatMap(({ field }, i) => {
    const known = own.get(field.name);
    const values = known === undefined ? toldValues(together(cells, i)) : [known];
    return values.length === 0 ? [] : [{ influencer_field_name: field.name, influencer_field_values: [...values] }];
  });
}

function together(cells: Finding["cells"], influencer: number): Influencer {
  const all = newInfluencer();
  for (const { influencers } of cells)
    influencers[influencer]?.values.forEach((value, n) => addInfluencer(all, value, influencers[influencer]?.counts[n]));
  return all;
}

/** `high_sum(source.bytes) of destination.ip 192.0.2.7 for host.name web1: ` */
function subject(detector: DetectorPlan, { by, over, partition }: Finding["cell"]): string {
  const { name, field } = detector;
  const what = field ? `${name}(${field.field.name})` : name;
  const of = [
    part("of", detector.by, by),
    part("of", detector.over, over),
    detector.partition && partition === null ? ` without ${detector.partition.field.name}` : part("for", detector.partition, partition),
  ];
  return `${what}${of.join("")}: `;
}

const part = (word: string, field: JobField | undefined, value: string | null): string =>
  field && value !== null ? ` ${word} ${field.field.name} ${value}` : "";
