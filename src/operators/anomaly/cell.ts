import type { Json } from "../../event/json.ts";
import { hashOf } from "./sample.ts";
import type { Tally } from "./tally.ts";

/** What one key has in one bucket, of one detector. */
export interface Cell {
  /** Equal exactly when partition, by and over are; in order of it cells are judged. */
  readonly id: string;
  readonly partition: string | null;
  readonly by: string | null;
  readonly over: string | null;
  readonly tally: Tally;
  /** By influencer of the job. */
  readonly influencers: readonly Influencer[];
}

/** Values of an influencer that are counted: past that those with the smallest hashes, whatever order they come in. */
const MAX_COUNTED = 64;
/** Values that are told: those of the most events. */
const MAX_TOLD = 10;

/** How many events of a key had which value of an influencer. Few values mostly, so that two lists beat a map. */
export interface Influencer {
  readonly values: string[];
  readonly counts: number[];
  /** Values whose hashes are at least so great are not counted any more. */
  bound: number;
}

export const newInfluencer = (): Influencer => ({ values: [], counts: [], bound: Number.POSITIVE_INFINITY });

export function addInfluencer(influencer: Influencer, value: string, count = 1): void {
  const { values, counts } = influencer;
  if (influencer.bound !== Number.POSITIVE_INFINITY && hashOf(value) >= influencer.bound) return;
  const place = values.indexOf(value);
  if (place >= 0) {
    counts[place] = (counts[place] ?? 0) + count;
    return;
  }
  values.push(value);
  counts.push(count);
  if (values.length > MAX_COUNTED) dropGreatest(influencer);
}

function dropGreatest(influencer: Influencer): void {
  const hashes = influencer.values.map(hashOf);
  const place = hashes.indexOf(Math.max(...hashes));
  influencer.bound = hashes[place] ?? influencer.bound;
  influencer.values.splice(place, 1);
  influencer.counts.splice(place, 1);
}

/** The values of the most events, first those of more, then in order of value. */
export function toldValues({ values, counts }: Influencer): readonly string[] {
  const weighed = values.map((value, i) => ({ value, count: counts[i] ?? 0 }));
  weighed.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  return weighed.slice(0, MAX_TOLD).map(({ value }) => value);
}

/** A cell as JSON. */
export type SavedCell = readonly [
  partition: string | null,
  by: string | null,
  over: string | null,
  tally: Json,
  influencers: readonly (readonly [values: readonly string[], counts: readonly number[], bound: number | null])[],
];

export const saveCell = ({ partition, by, over, tally, influencers }: Cell): SavedCell => [
  partition,
  by,
  over,
  tally.save(),
  influencers.map(({ values, counts, bound }) => [[...values], [...counts], Number.isFinite(bound) ? bound : null] as const),
];

/** Adds what was saved of the same key and bucket. */
export function mergeCell(cell: Cell, [, , , tally, influencers]: SavedCell): void {
  cell.tally.merge(tally);
  influencers.forEach(([values, counts, bound], i) => {
    const own = cell.influencers[i];
    if (!own) return;
    if (bound !== null) lowerBound(own, bound);
    values.forEach((value, n) => addInfluencer(own, value, counts[n]));
  });
}

function lowerBound(influencer: Influencer, bound: number): void {
  if (bound >= influencer.bound) return;
  influencer.bound = bound;
  for (let i = influencer.values.length - 1; i >= 0; i--) {
    if (hashOf(influencer.values[i] as string) < bound) continue;
    influencer.values.splice(i, 1);
    influencer.counts.splice(i, 1);
  }
}
