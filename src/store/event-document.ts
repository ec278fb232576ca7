import { isJsonObject, type JsonObject } from "../event/json.ts";
import { type EventDocument, ORIGIN, type Stream } from "../event/origin.ts";
import { compilePath } from "../event/path.ts";
import { formatTime } from "../event/time.ts";
import type { Frame, JournalRecord } from "./journal/frame.ts";

/** All events of the service are of one stream; their position is their sequence number in the journal. */
export const STREAM: Stream = { input: 0, member: 0, file: "journal" };

const readIngested = compilePath("event.ingested");

/** The id of a document that came without one, of its place in the journal: the same whenever the journal is read. */
export const documentId = (storeId: string, sequence: number): string => `${storeId}${sequence.toString(36).padStart(10, "0")}`;

/** The place that such an id names; undefined for an id of another kind. */
export function sequenceOfId(storeId: string, id: string): number | undefined {
  const digits = id.startsWith(storeId) ? id.slice(storeId.length) : "";
  return /^[0-9a-z]{10,}$/.test(digits) ? Number.parseInt(digits, 36) : undefined;
}

/** The event of a journal record: its metadata beside its fields, `event.ingested` set where it is missing. */
export function eventOf(record: JournalRecord, frame: Frame, storeId: string): EventDocument {
  const document = JSON.parse(record.json) as EventDocument;
  if (record.index !== null) document["_index"] = record.index;
  document["_id"] = record.id ?? documentId(storeId, record.sequence);
  if (!isIngested(document)) setIngested(document, formatTime(frame.received));
  document[ORIGIN] = { stream: STREAM, offset: record.sequence, record: record.sequence + 1 };
  return document;
}

/** The event says when it was ingested. */
export const isIngested = (document: JsonObject): boolean => readIngested(document).length > 0;

function setIngested(document: JsonObject, time: string): void {
  const { event } = document;
  if (isJsonObject(event)) event["ingested"] = time;
  else document["event.ingested"] = time;
}
