import { formatCount } from "../quantity.ts";
import { type AlertSeverity, SEVERITIES, toSeverity } from "../severity.ts";

/** How many alerts there are of each severity. */
export type SeverityCounts = Record<AlertSeverity, number>;

export const noCounts = (): SeverityCounts => ({ low: 0, medium: 0, high: 0, critical: 0 });

export const sumOf = (counts: SeverityCounts): number => SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0);

export function addCounts(into: SeverityCounts, counts: SeverityCounts): void {
  for (const severity of SEVERITIES) into[severity] += counts[severity];
}

export const worstOf = (counts: SeverityCounts): AlertSeverity => toSeverity(SEVERITIES.findLast((severity) => counts[severity] > 0));

/** Worst first: by the count of the worst severity, then of the next. */
export function compareCounts(a: SeverityCounts, b: SeverityCounts): number {
  for (const severity of SEVERITIES.toReversed()) if (a[severity] !== b[severity]) return b[severity] - a[severity];
  return 0;
}

/** Alerts of one host, user or rule. */
export interface Tally {
  readonly key: string;
  readonly counts: SeverityCounts;
  /** Times of the first and the last alert, where any has one. */
  from: number | undefined;
  to: number | undefined;
}

/** Counts by key in flat memory: past {@link MAX_KEYS} keys, alerts of new ones are only counted together. */
export interface Tallies {
  add(key: string, severity: AlertSeverity, time: number | undefined): void;
  /** Worst first, then by name. */
  sorted(): readonly Tally[];
  /** Alerts of the keys that came too late. */
  readonly rest: SeverityCounts;
  /** How many keys there are: `12`, or `2,000+` where some were too many to tell apart. */
  size(): string;
}

export const MAX_KEYS = 2000;

export function createTallies(): Tallies {
  const tallies = new Map<string, Tally>();
  const rest = noCounts();
  return {
    rest,
    size: () => `${formatCount(tallies.size)}${sumOf(rest) > 0 ? "+" : ""}`,
    add(key, severity, time) {
      let tally = tallies.get(key);
      if (!tally && tallies.size >= MAX_KEYS) {
        rest[severity]++;
        return;
      }
      tally ??= { key, counts: noCounts(), from: undefined, to: undefined };
      tallies.set(key, tally);
      tally.counts[severity]++;
      if (time === undefined) return;
      tally.from = Math.min(tally.from ?? time, time);
      tally.to = Math.max(tally.to ?? time, time);
    },
    sorted: () => [...tallies.values()].sort((a, b) => compareCounts(a.counts, b.counts) || (a.key < b.key ? -1 : 1)),
  };
}
