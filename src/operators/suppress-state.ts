import type { Suppression, SuppressionTerm } from "./suppress-types.ts";

/** An alert that candidates can be suppressed into. */
export interface OpenAlert<Ref> {
  readonly slot: number;
  start: number;
  end: number;
  docsCount: number;
  /** The last slot that counted something into it. */
  lastSlot: number;
  /** `end` as it was before that slot; null where that is the alert's own. */
  endBefore: number | null;
  /** Its representative, until the alert is given. */
  ref?: Ref;
  /** An analyst has closed it: nothing more is suppressed into it. */
  closed?: true;
}

/** All that is kept of one instance; JSON-serialisable where `Ref` is. */
export interface InstanceState<Ref> {
  /** The slot of its latest alert. */
  touched: number;
  readonly instance: string;
  readonly terms: readonly SuppressionTerm[];
  /** By slot. */
  readonly alerts: OpenAlert<Ref>[];
}

/** How many new alerts and how many candidates a slot had. */
export interface SlotTally {
  alerts: number;
  candidates: number;
}

export const tell = <Ref>(state: InstanceState<Ref>, alert: OpenAlert<Ref>): Suppression => ({
  instance: state.instance,
  terms: state.terms,
  slot: alert.slot,
  start: alert.start,
  end: alert.end,
  docsCount: alert.docsCount,
  lastDetected: alert.lastSlot,
});

/**
 * The alert that a candidate of a slot is suppressed into: the latest one that is not closed and began no longer than
 * `duration` ago (without a duration: at this very slot). Live, a late candidate may come after the alert that would
 * have been suppressed into its own.
 */
export function findOpen<Ref>(alerts: readonly OpenAlert<Ref>[], slot: number, duration: number | undefined): OpenAlert<Ref> | undefined {
  const reach = duration ?? 0;
  const holds = (alert: OpenAlert<Ref>): boolean => !alert.closed && alert.slot <= slot && slot - alert.slot <= reach;
  const follows = (alert: OpenAlert<Ref>): boolean => !alert.closed && alert.slot > slot && alert.slot - slot <= reach;
  return alerts.findLast(holds) ?? alerts.find(follows);
}

/** Whether an alert of an earlier slot has counted everything up to `end` by then. */
export function hasCounted(alert: OpenAlert<unknown>, slot: number, end: number): boolean {
  if (alert.slot >= slot || alert.lastSlot > slot) return false;
  const before = alert.lastSlot < slot ? alert.end : alert.endBefore;
  return before !== null && end <= before;
}

/** Counts one more candidate into an alert. */
export function absorb(alert: OpenAlert<unknown>, slot: number, start: number, end: number, count: number): void {
  if (slot > alert.lastSlot) {
    alert.endBefore = alert.end;
    alert.lastSlot = slot;
  }
  alert.docsCount += count + 1;
  alert.end = Math.max(alert.end, end);
  if (slot === alert.slot) alert.start = Math.min(alert.start, start);
}
