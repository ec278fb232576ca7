import type { RuleWindow } from "../operators/window.ts";
import type { Rule } from "../rules/model.ts";
import { ruleWindow } from "../rules/window.ts";

const MINUTE_MS = 60_000;
/** Kibana's defaults. */
const DEFAULT_WINDOW: RuleWindow = { interval: 5 * MINUTE_MS, from: -6 * MINUTE_MS, to: 0 };

/** A rule's slots and windows; one that does not move with the slot counts as Kibana's default (every 5 minutes over the last 6). */
export const windowOf = (rule: Rule): RuleWindow => ruleWindow(rule) ?? DEFAULT_WINDOW;

/** The first slot (multiple of the interval from the epoch) at or after a time. */
export const slotAt = (time: number, interval: number): number => Math.ceil(time / interval) * interval + 0;

/** Length of a window in milliseconds. */
export const windowLength = ({ from, to }: RuleWindow): number => to - from;
