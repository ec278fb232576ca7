import { comparePositions } from "../event/origin.ts";
import type { HeldEvent } from "./arena.ts";
import type { CompiledRule } from "./compile-rules.ts";

/** An event that satisfies an event query, waiting to become an alert. */
export interface Match {
  readonly rule: CompiledRule;
  /** Window time, epoch milliseconds; NaN where the event has no readable time. */
  readonly time: number;
  /** Epoch milliseconds; NaN with `time`. */
  readonly slot: number;
  readonly held: HeldEvent;
}

/** Oldest first: window time, position, then identity, so that documents without a position have an order too. */
export function compareMatches(a: Match, b: Match): number {
  return compareNumbers(a.time, b.time) || comparePositions(a.held.origin, b.held.origin) || compareText(identityKey(a.held), identityKey(b.held));
}

/** The order alerts leave a batch in: slot, then oldest first, then the rules' order. */
export const compareEmission = (a: Match, b: Match): number =>
  compareNumbers(a.slot, b.slot) || compareMatches(a, b) || a.rule.number - b.rule.number;

/** What two sightings of the same document share. */
export const identityKey = (held: HeldEvent): string =>
  held.identity ? `${held.identity.index}\u0000${held.identity.id}\u0000${held.identity.version ?? ""}` : (held.contentHash ?? "");

/** NaN comes last. */
function compareNumbers(a: number, b: number): number {
  if (a === b) return 0;
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
  return Number.isNaN(b) || a < b ? -1 : 1;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
