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
}

/** The time that decides when a rule with state takes a hit; NaN where it never does. */
export const clockTime = (hit: Hit): number => (hit.rule.runsBy === "window" ? hit.windowTime : (hit.order.time ?? Number.NaN));

/** Order time, tiebreaker, `event.sequence`, position; then identity, so that shuffled input without positions has an order. */
export const compareByOrder = (a: Hit, b: Hit): number => compareOrder(a.order, b.order) || compareHeld(a.held, b.held);

/** Window time, position, identity. */
export const compareByWindow = (a: Hit, b: Hit): number => a.windowTime - b.windowTime || compareHeld(a.held, b.held);

/** Position, then identity or content. */
export const compareHeld = (a: HeldEvent, b: HeldEvent): number =>
  comparePositions(a.origin, b.origin) || compareText(heldKey(a), heldKey(b));

/** What two sightings of one document share. */
export const heldKey = (held: HeldEvent): string =>
  held.identity ? `${held.identity.index}\u0000${held.identity.id}\u0000${held.identity.version ?? ""}` : (held.contentHash ?? "");

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
