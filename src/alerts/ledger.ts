import type { Json, JsonObject } from "../event/json.ts";

/** What became of a match. Per rule, matches are the sum of their fates. */
export const FATES = ["alerted", "building_block", "suppressed", "excepted", "capped", "duplicate", "late"] as const;
export type Fate = (typeof FATES)[number];

/** One line of the ledger: a match and its fate. */
export interface LedgerEntry {
  readonly rule_id: string;
  readonly fate: Fate;
  /** Why, where the fate alone does not say it. */
  readonly reason?: string;
  /** The matched event, for rules that match single events. */
  readonly event?: { readonly id: string; readonly index: string; readonly time: string | null };
  /** The matched events of a group (a sequence): join keys and events. */
  readonly group?: JsonObject;
  /** The id of the alert that came of it, or that it repeats. */
  readonly alert?: string;
  /** The file, member and line (or record) that the event was read from; of a group those of its events, in order. */
  readonly "tocsin.source"?: Json;
  /** The slot it was judged at, ISO; null where the event has no readable time. */
  readonly slot: string | null;
}

/** Counters of one rule. */
export interface RuleTally {
  matches: number;
  /** Events that fed state (a sequence stage) without being a match themselves. */
  contributed: number;
  readonly fates: Record<Fate, number>;
}

export const newTally = (): RuleTally => ({
  matches: 0,
  contributed: 0,
  fates: { alerted: 0, building_block: 0, suppressed: 0, excepted: 0, capped: 0, duplicate: 0, late: 0 },
});

export function count(tally: RuleTally, fate: Fate): void {
  tally.matches++;
  tally.fates[fate]++;
}
