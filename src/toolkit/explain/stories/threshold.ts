import { compileKeys, identify } from "../../../operators/keys.ts";
import type { ThresholdTrace } from "../../../operators/threshold-types.ts";
import type { ThresholdOp } from "../../../plan/rule-plan.ts";
import type { BucketStory, ThresholdExplanation } from "../story-types.ts";
import { MAX_GROUPS, type Story, type StoryParts } from "./story.ts";

interface Bucket {
  /** In the order given. */
  readonly events: { readonly number: number; readonly time: number }[];
  best: ThresholdTrace | undefined;
  slots: number;
  slotsReached: number;
}

type WeighedBucket = Bucket & { readonly best: ThresholdTrace };
const isWeighed = (bucket: Bucket): bucket is WeighedBucket => bucket.best !== undefined;

/** How near each bucket of a threshold came, and when. */
export function thresholdStory(op: ThresholdOp, { window }: StoryParts): Story {
  const keysOf = compileKeys(
    op.fields.map((field) => ({ field, optional: false })),
    { dates: "epoch" },
  );
  const buckets = new Map<string, Bucket>();
  const keyless: number[] = [];
  const timeless: number[] = [];
  const bucketOf = (id: string): Bucket => {
    const bucket = buckets.get(id) ?? { events: [], best: undefined, slots: 0, slotsReached: 0 };
    buckets.set(id, bucket);
    return bucket;
  };
  const weigh = (weight: ThresholdTrace): void => {
    const bucket = bucketOf(identify(weight.values));
    bucket.slots++;
    if (weight.reached) bucket.slotsReached++;
    if (!bucket.best || nearness(op, weight) > nearness(op, bucket.best)) bucket.best = weight;
  };
  const bucketStory = ({ best, ...bucket }: WeighedBucket): BucketStory => ({
    ...best,
    slots: bucket.slots,
    slotsReached: bucket.slotsReached,
    events: bucket.events
      .filter(({ time }) => time >= best.slot + window.from && time <= best.slot + window.to)
      .map(({ number }) => number),
  });
  return {
    trace: { threshold: weigh },
    event: ({ number, document, hit }) => {
      if (Number.isNaN(hit.clockTime)) {
        timeless.push(number);
        return;
      }
      const tuples = keysOf(document);
      if (tuples.length === 0) keyless.push(number);
      for (const { id } of tuples) bucketOf(id).events.push({ number, time: hit.clockTime });
    },
    tell: () => {
      const weighed = [...buckets.values()]
        .filter(isWeighed)
        .sort((a, b) => nearness(op, b.best) - nearness(op, a.best) || b.best.count - a.best.count);
      const told = { buckets: weighed.slice(0, MAX_GROUPS).map(bucketStory), moreBuckets: Math.max(0, weighed.length - MAX_GROUPS) };
      return { threshold: { ...head(op), window, ...told, keyless, timeless } };
    },
  };
}

const head = ({ fields, value, cardinality }: ThresholdOp): Pick<ThresholdExplanation, "fields" | "value" | "cardinality"> => ({
  fields: fields.map(({ name }) => name),
  value,
  ...(cardinality && { cardinality: { field: cardinality.field.name, value: cardinality.value } }),
});

/** Share of the way to the threshold, 0 to 1, by whichever of count and distinct values is further off; over 1: reached. */
function nearness(
  { value, cardinality }: ThresholdOp,
  { count, distinct = 0, reached }: Pick<ThresholdTrace, "count" | "distinct" | "reached">,
): number {
  if (reached) return 2;
  const share = (have: number, need: number): number => (need <= 0 ? 1 : Math.min(1, have / need));
  return cardinality ? Math.min(share(count, value), share(distinct, cardinality.value)) : share(count, value);
}
