import type { AlertSeverity } from "../severity.ts";
import { addCounts, noCounts, type SeverityCounts } from "./tally.ts";

/** Alerts of one lane in one stretch of time. */
export interface TimeBin {
  readonly lane: string;
  /** Start, epoch milliseconds. */
  readonly from: number;
  readonly counts: SeverityCounts;
}

/**
 * Counts alerts by lane and time in flat memory. Bins are one second wide until more than {@link MAX_BINS} are in use;
 * then the width doubles. What counts is how many bins are in use, not how far apart they are: one event from 1970 costs
 * no precision. The result does not depend on the order of alerts.
 */
export interface TimeBins {
  add(lane: string, time: number, severity: AlertSeverity): void;
  /** Milliseconds of a bin. */
  width(): number;
  bins(): readonly TimeBin[];
}

export const MAX_BINS = 20_000;
const FIRST_WIDTH = 1000;

export function createTimeBins(limit = MAX_BINS): TimeBins {
  let width = FIRST_WIDTH;
  let lanes = new Map<string, Map<number, SeverityCounts>>();
  let size = 0;

  const put = (lane: string, bin: number): SeverityCounts => {
    const bins = lanes.get(lane) ?? new Map<number, SeverityCounts>();
    lanes.set(lane, bins);
    const counts = bins.get(bin) ?? noCounts();
    if (!bins.has(bin)) size++;
    bins.set(bin, counts);
    return counts;
  };

  const widen = (): void => {
    const old = lanes;
    lanes = new Map();
    size = 0;
    width *= 2;
    for (const [lane, bins] of old) for (const [bin, counts] of bins) addCounts(put(lane, Math.floor(bin / 2)), counts);
  };

  return {
    add(lane, time, severity) {
      put(lane, Math.floor(time / width))[severity]++;
      while (size > Math.max(limit, 2 * lanes.size)) widen();
    },
    width: () => width,
    bins: () => [...lanes].flatMap(([lane, bins]) => [...bins].map(([bin, counts]) => ({ lane, from: bin * width, counts }))),
  };
}
