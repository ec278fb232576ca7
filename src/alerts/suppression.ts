import type { JsonObject } from "../event/json.ts";
import { formatTime } from "../event/time.ts";
import type { Suppression } from "../operators/suppress-types.ts";
import { type EventIdentity, sha256 } from "./ids.ts";

/** The fields of an alert that others can be suppressed into. */
export const suppressionFields = (suppression: Suppression): JsonObject => ({
  "kibana.alert.instance.id": suppression.instance,
  "kibana.alert.suppression.terms": suppression.terms.map(({ field, value }) => ({
    field,
    value: typeof value === "object" && value !== null ? [...value] : value,
  })),
  "kibana.alert.suppression.start": formatTime(suppression.start),
  ...suppressionUpdate(suppression),
});

/** What changes in such an alert when another one is suppressed into it; all else stays of the first. */
export const suppressionUpdate = (suppression: Suppression): JsonObject => ({
  "kibana.alert.suppression.end": formatTime(suppression.end),
  "kibana.alert.suppression.docs_count": suppression.docsCount,
  "kibana.alert.last_detected": formatTime(suppression.lastDetected),
});

/**
 * The id of a query rule's group alert: one document may stand for several groups. Kibana hashes start and end too; they
 * follow from document and group, and live the end is not known when the alert is given.
 */
export const groupAlertId = (event: EventIdentity, ruleId: string, suppression: Suppression): string =>
  sha256(JSON.stringify([event.index, event.id, event.version ?? "undefined", ruleId, suppression.instance]));
