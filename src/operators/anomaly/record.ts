import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import type { EventDocument } from "../../event/origin.ts";
import { formatTime, parseTime } from "../../event/time.ts";

/** The index of anomaly records that name none, and the pattern of all indices that hold such records. */
export const ANOMALY_INDEX = ".ml-anomalies-shared";
export const ANOMALY_INDICES: readonly string[] = [".ml-anomalies-*"];

/** Whether an index holds anomaly records. */
export const isAnomalyIndex = (index: string | undefined): boolean => index?.startsWith(".ml-anomalies-") === true;

/** Where a record says when its bucket ended: the earliest time at which anybody can know of it. */
export const ANOMALY_END = "tocsin.anomaly.end";

/**
 * An anomaly record as the event that rules judge. As Kibana does it, `@timestamp` is the record's `timestamp` (the
 * bucket's start), and its influencers and its by, over and partition values stand under the names of their fields.
 */
export function anomalyEvent(record: EventDocument): EventDocument {
  const start = timeOf(record["timestamp"]) ?? timeOf(record["@timestamp"]);
  const span = record["bucket_span"];
  const length = typeof span === "number" && span > 0 ? span * 1000 : 0;
  const own = record["tocsin.anomaly"];
  return {
    ...entities(record),
    ...record,
    ...(start !== undefined && {
      "@timestamp": formatTime(start),
      "tocsin.anomaly": { ...(isJsonObject(own) && own), end: formatTime(start + length) },
    }),
    _index: typeof record["_index"] === "string" ? record["_index"] : ANOMALY_INDEX,
  };
}

const timeOf = (value: Json | undefined): number | undefined =>
  typeof value === "number" || typeof value === "string" ? parseTime(value) : undefined;

/** The fields that a record is about, each with the list of its values. */
function entities(record: JsonObject): JsonObject {
  const fields: JsonObject = {};
  for (const role of ["by", "over", "partition"]) add(fields, record[`${role}_field_name`], record[`${role}_field_value`]);
  const influencers = record["influencers"];
  for (const each of Array.isArray(influencers) ? influencers : [])
    if (isJsonObject(each)) add(fields, each["influencer_field_name"], each["influencer_field_values"]);
  return fields;
}

function add(fields: JsonObject, name: Json | undefined, value: Json | undefined): void {
  if (typeof name !== "string" || name === "" || value === undefined || value === null) return;
  const values = (Array.isArray(value) ? value : [value]).filter((each) => each !== null && each !== "");
  if (values.length > 0) Object.defineProperty(fields, name, { value: values, enumerable: true, configurable: true, writable: true });
}
