import type { JsonObject } from "../event/json.ts";
import { comparePositions } from "../event/origin.ts";
import { compareOrder, type OrderKey } from "../operators/order.ts";
import type { HeldEvent } from "./arena.ts";
import type { CompiledRule } from "./compile-rules.ts";

/** An event that matched a rule's stages and no exception of it. */
export interface Hit {
  readonly rule: CompiledRule;
  readonly held: HeldEvent;
  /** Epoch milliseconds; NaN where the event has no readable time. */
  readonly windowTime: number;
  /** Its place in the rule's order. */
  readonly order: OrderKey;
  /** The stages it matched, in rising order. */
  readonly stages: readonly number[];
  /** The event's document; of a hit that waits, only the fields that the rule's operator reads. */
  readonly document: JsonObject;
}

/** The time that decides when a rule with state takes a hit; NaN where it never does. */
export const clockTime = (hit: Hit): number => (hit.rule.runsBy === "order" ? (hit.order.time ?? Number.NaN) : hit.windowTime);

/** The order in which a rule takes its hits: its clock, tiebreakers, position; then identity, for input without positions. */
export const hitOrder = (rule: CompiledRule): ((a: Hit, b: Hit) => number) => (rule.runsBy === "order" ? compareByOrder : compareByWindow);

const compareByOrder = (a: Hit, b: Hit): number => compareOrder(a.order, b.order) || compareHeld(a.held, b.held);
const compareByWindow = (a: Hit, b: Hit): number => a.windowTime - b.windowTime || compareHeld(a.held, b.held);

/** Position, then identity or content. */
export const compareHeld = (a: HeldEvent, b: HeldEvent): number =>
  comparePositions(a.origin, b.origin) || (a.key === b.key ? 0 : compareText(heldKey(a), heldKey(b)));

/** What two sightings of one document share; empty where it has no id and was not kept. */
export function heldKey(held: HeldEvent): string {
  const { identity } = held;
  if (identity) return `${identity.index}\u0000${identity.id}\u0000${identity.version ?? ""}`;
  return held.document || held.place || held.later ? (held.contentHash ?? "") : "";
}

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
