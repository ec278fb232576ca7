import { isJsonObject, type Json, type JsonObject } from "../event/json.ts";

/**
 * Members under which tools hand records on: EventBridge (`detail`), CloudTrail look-ups (`CloudTrailEvent`), Google
 * Cloud (`jsonPayload`), container logs and forwarders (`log`, `message`), Splunk exports (`result`, `_raw`), labelled sets (`record`).
 */
const ENVELOPES = ["record", "detail", "CloudTrailEvent", "jsonPayload", "result", "_raw", "log", "message"] as const;

/** Envelopes inside one another that are opened. */
const MAX_DEPTH = 2;

/** A record inside another one. */
export interface Enclosed {
  readonly record: JsonObject;
  /** The other members of its envelopes. */
  readonly labels: JsonObject;
}

/** The record inside an envelope (an object, or its JSON text) that `wanted` takes; undefined where there is none. */
export function openEnvelope(record: JsonObject, wanted: (inner: JsonObject) => boolean, depth = 1): Enclosed | undefined {
  for (const key of ENVELOPES) {
    const inner = objectIn(record[key]);
    if (!inner) continue;
    const { [key]: _, ...labels } = record;
    if (wanted(inner)) return { record: inner, labels };
    const deeper = depth < MAX_DEPTH ? openEnvelope(inner, wanted, depth + 1) : undefined;
    if (deeper) return { record: deeper.record, labels: { ...labels, ...deeper.labels } };
  }
  return undefined;
}

function objectIn(value: Json | undefined): JsonObject | undefined {
  if (typeof value !== "string") return isJsonObject(value) ? value : undefined;
  if (!value.startsWith("{")) return undefined;
  try {
    const parsed = JSON.parse(value) as Json;
    return isJsonObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** Members of an envelope as ECS labels: values and lists of values as they are, anything deeper as JSON text. */
export function asLabels(members: JsonObject): JsonObject {
  const labels: JsonObject = {};
  for (const [key, value] of Object.entries(members)) {
    if (value === null || value === "" || key.startsWith("_")) continue;
    labels[key.replaceAll(".", "_")] = isFlat(value) ? value : JSON.stringify(value);
  }
  return labels;
}

const isFlat = (value: Json): boolean =>
  (Array.isArray(value) ? value : [value]).every((item) => item === null || typeof item !== "object");
