import type { Json, JsonObject } from "../../event/json.ts";
import { formatTime } from "../../event/time.ts";
import type { Integration, Session } from "../integration.ts";
import { auditDocument } from "./document.ts";
import { coalesce } from "./event.ts";
import { relateProcesses } from "./processes.ts";
import { type AuditRecord, readRecord } from "./record.ts";

/** Key of a raw record under which the input format `auditd` puts the lines of one audit event. */
const LINES = "audit_lines";

/** The host of a log that names none: all its events are one host's, and sequences are joined by it. */
const ONE_HOST = "local";

/** Linux audit events, as the auditd_manager integration of Elastic fills ECS: one document an event. */
export const auditd: Integration = {
  name: "auditd",
  title: "Linux audit log",
  fills: [
    "event",
    "process",
    "process.parent",
    "file",
    "user",
    "group",
    "source",
    "destination",
    "network",
    "host",
    "related",
    "auditd",
    "tags",
  ],
  accepts: (record) => Array.isArray(record[LINES]),
  convert,
};

function convert(raw: JsonObject, session: Session): JsonObject {
  const lines = (raw[LINES] as readonly Json[]).filter((line) => typeof line === "string");
  const records = lines.map(readRecord).filter((record): record is AuditRecord => record !== undefined && record.type !== "EOE");
  if (records.length === 0) {
    session.unmapped("audit event without a readable record");
    return { message: lines.join("\n") };
  }
  const event = coalesce(records);
  if (!event.normalisation) session.unmapped(`audit record type ${event.main.type}`);
  const ecs = auditDocument(event);
  const { time, sequence, node } = event.main;
  ecs.set("@timestamp", formatTime(time));
  ecs.set("event.original", lines.join("\n"));
  ecs.set("event.sequence", sequence);
  ecs.set("host.name", node);
  ecs.set("host.id", node ?? ONE_HOST);
  const executed = event.normalisation?.action === "executed" && event.result === "success" ? `${time}:${sequence}` : undefined;
  relateProcesses(ecs, session, node ?? "", executed);
  return ecs.document;
}
