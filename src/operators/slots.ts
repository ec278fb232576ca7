import type { RuleWindow } from "./window.ts";

/** The first slot whose window reaches up to the time: `slot + to >= time`. */
export const entersAt = ({ interval, to }: RuleWindow, time: number): number => Math.ceil((time - to) / interval) * interval + 0;

/** The last slot whose window reaches back to the time: `slot + from <= time`. Before {@link entersAt}: no window has it. */
export const leavesAt = ({ interval, from }: RuleWindow, time: number): number => Math.floor((time - from) / interval) * interval + 0;
