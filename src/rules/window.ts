import { evaluateDateMath, parseDuration } from "../event/date-math.ts";
import type { RuleWindow } from "../operators/window.ts";
import type { Rule } from "./model.ts";

/** Far apart, in years and months of different lengths, within a day and at its end: a window that moves with the slot is the same at each. */
const PROBES: readonly number[] = [
  0,
  Date.UTC(2023, 2, 15, 23, 59, 59, 999),
  Date.UTC(2024, 1, 29, 12),
  Date.UTC(2024, 11, 31, 1, 2, 3, 4),
];

/** Why a rule that is judged by windows is not run if {@link ruleWindow} gives none. */
export const UNFIXED_WINDOW = "windows that do not move with the slot (`from` or `to` rounded, in months or years, or a date)";

/**
 * The slots and windows of a rule. Undefined where `from` or `to` is no fixed time away from the slot: a date, a time
 * rounded to a unit (`now/d`), months or years.
 */
export function ruleWindow(rule: Pick<Rule, "interval" | "from" | "to">): RuleWindow | undefined {
  const interval = parseDuration(rule.interval);
  const from = fixedOffset(rule.from, false);
  const to = fixedOffset(rule.to, true);
  if (interval === undefined || interval <= 0 || from === undefined || to === undefined || from > to) return undefined;
  return { interval, from, to };
}

function fixedOffset(text: string, roundUp: boolean): number | undefined {
  const offsets = PROBES.map((now) => (evaluateDateMath(text, now, roundUp) ?? Number.NaN) - now);
  const [first] = offsets;
  return offsets.every((offset) => offset === first) ? first : undefined;
}
