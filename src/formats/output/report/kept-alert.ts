import type { JsonObject } from "../../../event/json.ts";
import { type AlertRow, alertRow } from "../alert-row.ts";
import { lineageOf, type Lineage } from "./process-facts.ts";
import type { RuleText } from "./rule-text.ts";
import { type Shortened, shorten } from "./shorten.ts";

/** An alert that the page shows whole, in bounded memory. */
export interface KeptAlert {
  readonly rule: RuleText;
  readonly event: KeptEvent;
  /** The events of a sequence. */
  readonly members: KeptEvent[];
  /** Events of the sequence past {@link MAX_MEMBERS}. */
  droppedMembers: number;
}

/** One alert document, taken apart. */
export interface KeptEvent {
  readonly row: AlertRow;
  /** What the event itself said. */
  readonly source: Shortened;
  /** What the engine added, without the rule's texts. */
  readonly added: Shortened;
  readonly lineage: Lineage | undefined;
}

export const MAX_MEMBERS = 20;

/** Nothing kept refers to the alert or its texts. */
export function keepEvent(alert: JsonObject, row: AlertRow): KeptEvent {
  const lineage = lineageOf(alert);
  return { row: detached(row), source: shorten(sourceOf(alert)), added: shorten(addedTo(alert)), lineage: lineage && detached(lineage) };
}

/** The alert in one line. An event without a readable time alerts at the epoch, which is no time. */
export function rowOf(alert: JsonObject): AlertRow {
  const row = alertRow(alert);
  return row.time === 0 && alert["kibana.alert.original_time"] === undefined ? { ...row, time: undefined } : row;
}

/** A copy whose texts share no memory with the original's: a short part of a long text would keep all of it. */
export const detached = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const isAdded = (key: string): boolean => key.startsWith("kibana.") || key.startsWith("tocsin.") || key === "_id" || key === "_index";

/** The event as it was, as far as the alert tells: its own time and kind are put back. */
function sourceOf(alert: JsonObject): JsonObject {
  const time = alert["kibana.alert.original_time"];
  const kind = alert["kibana.alert.original_event.kind"];
  const source: JsonObject = {};
  for (const key of Object.keys(alert)) {
    const value = alert[key];
    if (value === undefined || isAdded(key) || key === "event.kind") continue;
    source[key] = key === "@timestamp" && time !== undefined ? time : value;
  }
  const event = source["event"];
  if (kind === undefined) return source;
  if (typeof event === "object" && event !== null && !Array.isArray(event)) return { ...source, event: { kind, ...event } };
  return { ...source, "event.kind": kind };
}

function addedTo(alert: JsonObject): JsonObject {
  const kept = Object.entries(alert).filter(([key]) => isAdded(key) && !key.startsWith("kibana.alert.rule."));
  return Object.fromEntries(kept);
}
