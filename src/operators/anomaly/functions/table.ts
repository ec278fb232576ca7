import type { DetectorSide } from "../../../plan/job-plan.ts";
import type { DetectorFunction } from "../detector-function.ts";
import { count } from "./count.ts";
import { distinctCount } from "./distinct-count.ts";
import { freqRare } from "./freq-rare.ts";
import { infoContent } from "./info-content.ts";
import { max } from "./max.ts";
import { mean } from "./mean.ts";
import { median } from "./median.ts";
import { min } from "./min.ts";
import { nonNullSum } from "./non-null-sum.ts";
import { nonZeroCount } from "./non-zero-count.ts";
import { rare } from "./rare.ts";
import { sum } from "./sum.ts";
import { timeOfDay } from "./time-of-day.ts";
import { timeOfWeek } from "./time-of-week.ts";
import { varp } from "./varp.ts";

/** Every detector function, as people look for them. */
export const DETECTOR_FUNCTIONS: readonly DetectorFunction[] = [
  count,
  nonZeroCount,
  distinctCount,
  sum,
  nonNullSum,
  mean,
  varp,
  min,
  max,
  median,
  infoContent,
  rare,
  freqRare,
  timeOfDay,
  timeOfWeek,
];

const BY_NAME: ReadonlyMap<string, DetectorFunction> = new Map(DETECTOR_FUNCTIONS.map((each) => [each.name, each]));

/** Every name that a detector may be written with: `count`, `high_count`, `low_count`, … */
export const DETECTOR_NAMES: readonly string[] = DETECTOR_FUNCTIONS.flatMap(({ name, sides }) =>
  sides.map((side) => (side === "both" ? name : `${side}_${name}`)),
);

/** The function of a name with its side; undefined where there is none. */
export function readDetectorName(written: string): { readonly name: string; readonly side: DetectorSide } | undefined {
  if (!DETECTOR_NAMES.includes(written)) return undefined;
  const side = (["high", "low"] as const).find((each) => written.startsWith(`${each}_`)) ?? "both";
  return { name: side === "both" ? written : written.slice(side.length + 1), side };
}

/** @throws {Error} where a plan names none: plans are checked when they are made */
export function detectorFunction(name: string): DetectorFunction {
  const found = BY_NAME.get(name);
  if (!found) throw new Error(`the plan names no detector function: ${name}`);
  return found;
}
