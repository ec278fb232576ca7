import { parseDuration } from "../event/date-math.ts";
import type { Rule } from "../rules/model.ts";

const DEFAULT_INTERVAL_MS = 5 * 60_000;

/** Interval of a rule in milliseconds; what cannot be read is the default of 5 minutes. */
export const intervalOf = (rule: Rule): number => {
  const parsed = parseDuration(rule.interval);
  return parsed !== undefined && parsed > 0 ? parsed : DEFAULT_INTERVAL_MS;
};

/** The first slot (multiple of the interval from the epoch) at or after a time. */
export const slotAt = (time: number, interval: number): number => Math.ceil(time / interval) * interval + 0;
