import { comparePositions } from "../event/origin.ts";
import type { HeldEvent } from "./arena.ts";
import type { CompiledRule } from "./compile-rules.ts";

/** One alert an operator would make: an event that satisfies an event query, or a completed sequence or sample. */
export interface Match {
  readonly rule: CompiledRule;
  /** Window time of the (completing) event, epoch milliseconds; NaN where it has no readable time. */
  readonly time: number;
  /** Epoch milliseconds; NaN with `time`. */
  readonly slot: number;
  /** The event, or the one that completed the group. */
  readonly held: HeldEvent;
  /** The events of a sequence or sample, in stage order, missing ones left out; and the values of its join keys. */
  readonly group?: { readonly events: readonly HeldEvent[]; readonly joinKeys: readonly (string | null)[] };
}

/** Oldest first: window time, position, then identity, so that documents without a position have an order too. */
export function compareMatches(a: Match, b: Match): number {
  return compareNumbers(a.time, b.time) || comparePositions(a.held.origin, b.held.origin) || compareText(matchKey(a), matchKey(b));
}

/** The order alerts leave a batch in: slot, then oldest first, then the rules' order. */
export const compareEmission = (a: Match, b: Match): number =>
  compareNumbers(a.slot, b.slot) || compareMatches(a, b) || a.rule.number - b.rule.number;

/** What two sightings of the same match share; undefined where its documents came without ids and are told apart by ordinal. */
export function twinKey(match: Match): string | undefined {
  const events = match.group?.events ?? [match.held];
  return events.every((held) => held.identity) ? matchKey(match) : undefined;
}

const matchKey = (match: Match): string => (match.group ? match.group.events.map(identityKey).join("\u0001") : identityKey(match.held));

const identityKey = (held: HeldEvent): string =>
  held.identity ? `${held.identity.index}\u0000${held.identity.id}\u0000${held.identity.version ?? ""}` : (held.contentHash ?? "");

/** NaN comes last. */
function compareNumbers(a: number, b: number): number {
  if (a === b) return 0;
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
  return Number.isNaN(b) || a < b ? -1 : 1;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
