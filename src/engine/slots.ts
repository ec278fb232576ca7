import { evaluateDateMath, parseDuration } from "../event/date-math.ts";
import type { RuleWindow } from "../operators/window.ts";
import type { Rule } from "../rules/model.ts";

const MINUTE_MS = 60_000;
const DEFAULT_INTERVAL_MS = 5 * MINUTE_MS;
const DEFAULT_FROM_MS = -6 * MINUTE_MS;

/** A rule's slots and windows; what cannot be read has Kibana's defaults (every 5 minutes over the last 6). */
export function windowOf(rule: Rule): RuleWindow {
  const interval = parseDuration(rule.interval);
  const to = evaluateDateMath(rule.to, 0, true) ?? 0;
  const from = evaluateDateMath(rule.from, 0, false) ?? DEFAULT_FROM_MS;
  return { interval: interval !== undefined && interval > 0 ? interval : DEFAULT_INTERVAL_MS, from: Math.min(from, to), to };
}

/** The first slot (multiple of the interval from the epoch) at or after a time. */
export const slotAt = (time: number, interval: number): number => Math.ceil(time / interval) * interval + 0;

/** Length of a window in milliseconds. */
export const windowLength = ({ from, to }: RuleWindow): number => to - from;
