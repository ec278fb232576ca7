import type { Alert } from "../../alerts/alert.ts";
import type { JsonObject, Scalar } from "../../event/json.ts";
import { compilePath } from "../../event/path.ts";
import type { EventDocument } from "../../event/origin.ts";
import { formatTime, parseTime } from "../../event/time.ts";
import { eventTime } from "../../store/events.ts";
import type { Service } from "../service.ts";
import type { Timeline, TimelineEvent } from "../wire/alerts.ts";
import { eventsOf, sourceEvents } from "./source-events.ts";

const MOST_EVENTS = 1_000;
/** Frames read at the most: what a page may wait for. */
const MOST_SCANNED = 100_000;

const readHost = compilePath("host.name");
const readCategory = compilePath("event.category");
const readAction = compilePath("event.action");
const SUMMARY = [
  "process.name",
  "process.command_line",
  "file.path",
  "registry.path",
  "dns.question.name",
  "destination.ip",
  "destination.port",
  "user.name",
  "message",
  "event.action",
  "source.ip",
  "event.provider",
];
const readSummary = SUMMARY.map(compilePath);

/** Stored events of the alert's host around it. */
export function hostEvents(
  alert: Alert,
  service: Service,
  minutes: number,
): { readonly events: readonly EventDocument[]; readonly truncated: boolean } {
  const [host] = readHost(alert);
  const center = textTime(alert["kibana.alert.original_time"]) ?? textTime(alert["@timestamp"]);
  if (center === undefined || host === undefined) return { events: sourceEvents(alert, service), truncated: false };
  const half = minutes * 60_000;
  const found: EventDocument[] = [];
  let scanned = 0;
  for (const batch of eventsOf(service).scan({ from: center - half, to: center + half, host: String(host) })) {
    found.push(...batch);
    scanned += batch.length;
    if (scanned > MOST_SCANNED) break;
  }
  const near = found.sort((a, b) => Math.abs((eventTime(a) ?? 0) - center) - Math.abs((eventTime(b) ?? 0) - center)).slice(0, MOST_EVENTS);
  return {
    events: near.sort((a, b) => (eventTime(a) ?? 0) - (eventTime(b) ?? 0)),
    truncated: found.length > near.length || scanned > MOST_SCANNED,
  };
}

export function timelineOf(alert: Alert, service: Service, minutes: number): Timeline {
  const { events, truncated } = hostEvents(alert, service, minutes);
  const own = new Set(sourceEvents(alert, service).map((event) => event["_id"]));
  return { events: events.map((event) => timelineEvent(event, own.has(event["_id"] ?? ""))), truncated };
}

function timelineEvent(event: EventDocument, subject: boolean): TimelineEvent {
  return {
    time: formatTime(eventTime(event) ?? 0),
    category: first(readCategory(event)),
    action: first(readAction(event)),
    summary: summaryOf(event),
    subject,
    document: event,
  };
}

/** What an event is about, in one line. */
export function summaryOf(event: JsonObject): string {
  const values = readSummary.map((read) => first(read(event)));
  return values
    .filter((value) => value !== null)
    .slice(0, 4)
    .join(" · ");
}

const first = ([value]: readonly Scalar[]): string | null => (value === undefined ? null : String(value));
const textTime = (value: unknown): number | undefined => (typeof value === "string" ? parseTime(value) : undefined);
