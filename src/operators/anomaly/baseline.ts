import type { DetectorSide } from "../../plan/job-plan.ts";
import { poissonAtLeast, poissonAtMost, studentTail } from "./tails.ts";

/** What is remembered of the amounts of one key. Plain JSON data; amounts are held as {@link scaled}. */
export interface Baseline {
  /** Buckets with an amount. */
  count: number;
  /** Start of the first and of the last one, epoch milliseconds. */
  first: number;
  last: number;
  mean: number;
  /** Mean square of what the expectation missed. */
  spread: number;
  /** The greatest and the smallest amounts so far, greatest and smallest first. */
  highs: number[];
  lows: number[];
  /** Count and mean by hour of the day (0 to 23) and hour of the week (24 to 191). */
  hours: Record<number, [count: number, mean: number]>;
}

/** How an amount stands to what was expected. */
export interface AmountVerdict {
  readonly probability: number;
  readonly typical: number;
  /** The side on which it is unusual. */
  readonly side: "high" | "low";
}

/** Buckets with an amount before anything is judged. */
export const MIN_BUCKETS = 20;
/** Weight of the past: after so many buckets each new one moves the mean as little as it ever will. */
const MEMORY = 1000;
const HOUR_MEMORY = 12;
/** How many buckets an hour must have seen to weigh as much as the level above it. */
const DAY_TRUST = 2;
const WEEK_TRUST = 4;
/** Surprises are believed up to so many deviations: one flood must not make the next one usual. */
const BELIEVED = 4;
const MAX_FREEDOM = 50;
const RECORDS = 5;
/** The least deviation: a tenth of the amount. */
const LEAST_SPREAD = 0.01;

export const newBaseline = (start: number): Baseline => ({
  count: 0,
  first: start,
  last: start,
  mean: 0,
  spread: 0,
  highs: [],
  lows: [],
  hours: {},
});

/** Amounts are compared by their ratios: logarithms, that pass through zero and take negative ones. */
const scaled = (amount: number): number => Math.sign(amount) * Math.log1p(Math.abs(amount));
const unscaled = (value: number): number => Math.sign(value) * Math.expm1(Math.abs(value));

/**
 * How unusual an amount is in the bucket that begins at `start`, given the earlier ones; undefined before there are enough.
 * The probability is that of an amount at least as extreme: Student's t over the logarithm, never less than how often such
 * an amount was reached before, and for counts never less than what independent events would give.
 */
export function judgeAmount(
  baseline: Baseline,
  amount: number,
  start: number,
  side: DetectorSide,
  { counts, seasonal }: AmountKind,
): AmountVerdict | undefined {
  if (baseline.count < MIN_BUCKETS) return undefined;
  const expected = expectedAt(baseline, start, seasonal);
  const typical = unscaled(expected);
  const value = scaled(amount);
  const chance = counts ? Math.max(0, typical) / (1 + Math.max(0, typical)) ** 2 : 0;
  const deviation = Math.sqrt(Math.max(baseline.spread, chance, LEAST_SPREAD) * (1 + 1 / baseline.count));
  const t = (value - expected) / deviation;
  const freedom = Math.min(baseline.count - 1, MAX_FREEDOM);
  const tail = (direction: "high" | "low"): AmountVerdict => {
    const chanceTail = counts ? (direction === "high" ? poissonAtLeast(amount, typical) : poissonAtMost(amount, typical)) : 0;
    const probability = Math.max(
      studentTail(direction === "high" ? t : -t, freedom),
      reachedBefore(baseline, value, direction),
      chanceTail,
    );
    return { probability: Math.min(1, probability), typical, side: direction };
  };
  if (side !== "both") return tail(side);
  const rarer = value >= expected ? tail("high") : tail("low");
  return { ...rarer, probability: Math.min(1, 2 * rarer.probability) };
}

export interface AmountKind {
  /** Numbers of events. */
  readonly counts: boolean;
  /** The amount goes by the hour of the day and the week. */
  readonly seasonal: boolean;
}

/** Adds the amount of the bucket that begins at `start`. */
export function learnAmount(baseline: Baseline, amount: number, start: number, seasonal: boolean): void {
  const value = scaled(amount);
  const expected = baseline.count === 0 ? value : expectedAt(baseline, start, seasonal);
  const bound = BELIEVED * Math.sqrt(Math.max(baseline.spread, LEAST_SPREAD));
  const believed = baseline.count < MIN_BUCKETS ? value : Math.min(expected + bound, Math.max(expected - bound, value));
  const weight = 1 / Math.min(baseline.count + 1, MEMORY);
  baseline.count++;
  baseline.last = start;
  baseline.spread += weight * ((believed - expected) ** 2 - baseline.spread);
  baseline.mean += weight * (believed - baseline.mean);
  if (seasonal) for (const hour of hoursOf(start)) learnHour(baseline.hours, hour, believed);
  insert(baseline.highs, value, (a, b) => a > b);
  insert(baseline.lows, value, (a, b) => a < b);
}

function learnHour(hours: Baseline["hours"], hour: number, value: number): void {
  const [count, mean] = hours[hour] ?? [0, 0];
  const next = Math.min(count + 1, HOUR_MEMORY);
  hours[hour] = [next, mean + (value - mean) / next];
}

/** The mean of the hour of the week, as far as it is known, else of the hour of the day, else of all. */
function expectedAt({ mean, hours }: Baseline, start: number, seasonal: boolean): number {
  if (!seasonal) return mean;
  const [day, week] = hoursOf(start);
  return blended(hours[week], blended(hours[day], mean, DAY_TRUST), WEEK_TRUST);
}

const blended = (known: readonly [number, number] | undefined, fallback: number, trust: number): number =>
  known ? (known[0] * known[1] + trust * fallback) / (known[0] + trust) : fallback;

const HOUR_MS = 3_600_000;

function hoursOf(start: number): readonly [day: number, week: number] {
  const hour = Math.floor(start / HOUR_MS);
  return [modulo(hour, 24), 24 + modulo(hour, 168)];
}

const modulo = (value: number, by: number): number => ((value % by) + by) % by;

/** The share of earlier amounts that were as extreme, as far as the records tell; 0 where none was. */
function reachedBefore({ highs, lows, count }: Baseline, value: number, side: "high" | "low"): number {
  const reached = side === "high" ? highs.filter((each) => each >= value) : lows.filter((each) => each <= value);
  return reached.length / (count + 1);
}

function insert(records: number[], value: number, before: (a: number, b: number) => boolean): void {
  let place = records.length;
  while (place > 0 && before(value, records[place - 1] as number)) place--;
  if (place >= RECORDS) return;
  records.splice(place, 0, value);
  if (records.length > RECORDS) records.pop();
}
