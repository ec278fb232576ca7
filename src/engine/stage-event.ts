import { comparePositions } from "../event/origin.ts";
import { compareOrder, type OrderKey } from "../operators/order.ts";
import type { HeldEvent } from "./arena.ts";

/** An event that matched stages of rules with state: what waits to be replayed in order. */
export interface StageEvent {
  readonly held: HeldEvent;
  /** Its place in the rule's order; the time is readable. */
  readonly order: OrderKey & { readonly time: number };
  /** Window time, epoch milliseconds. */
  readonly windowTime: number;
}

/** A rule's hit: the event and the stages it matched, in rising order. */
export interface StageHit {
  readonly event: StageEvent;
  readonly stages: readonly number[];
}

/** Order time, tiebreaker, `event.sequence`, position; then identity, so that shuffled input without positions has an order. */
export const compareHits = (a: StageHit, b: StageHit): number =>
  compareOrder(a.event.order, b.event.order) ||
  comparePositions(a.event.held.origin, b.event.held.origin) ||
  compareText(fallbackKey(a.event.held), fallbackKey(b.event.held));

const fallbackKey = (held: HeldEvent): string => held.identity?.id ?? held.contentHash ?? "";
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
