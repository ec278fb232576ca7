import type { Alert } from "../../alerts/alert.ts";
import { isJsonObject } from "../../event/json.ts";
import type { EventDocument } from "../../event/origin.ts";
import { alertStore } from "../../store/alerts.ts";
import { eventStore, type EventStore } from "../../store/events.ts";
import type { Service } from "../service.ts";

const MOST_EVENTS = 100;

export const eventsOf = (service: Service): EventStore => eventStore(service.database, service.journalFolder, service.storeId);

/** The stored events that an alert was made from, in its order; those that are no longer kept are missing. */
export function sourceEvents(alert: Alert, service: Service): readonly EventDocument[] {
  const own = sequenceOf(alert);
  const sequences = own === undefined ? groupSequences(alert, service) : [own];
  const events = eventsOf(service);
  return sequences
    .slice(0, MOST_EVENTS)
    .map((sequence) => events.at(sequence))
    .filter((event) => event !== undefined);
}

/** Of a sequence's alert: its building blocks have them. */
function groupSequences(alert: Alert, service: Service): readonly number[] {
  const group = alert["kibana.alert.group.id"];
  if (typeof group !== "string") return [];
  const ids = service.alerts.ids({ group, buildingBlocks: true }, MOST_EVENTS);
  const members = alertStore(service.database).documents(ids);
  const index = (member: Alert): number => Number(member["kibana.alert.group.index"] ?? -1);
  return [...members].sort((a, b) => index(a) - index(b)).flatMap((member) => sequenceOf(member) ?? []);
}

/** Its event's number in the journal. */
export function sequenceOf(alert: Alert): number | undefined {
  const source = alert["tocsin.source"];
  return isJsonObject(source) && source["file"] === "journal" && typeof source["record"] === "number" ? source["record"] - 1 : undefined;
}
