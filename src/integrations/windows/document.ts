import type { Json, JsonObject } from "../../event/json.ts";
import { formatTime, parseTime } from "../../event/time.ts";
import { type EcsDocument, ecsDocument } from "../ecs-document.ts";
import type { WindowsEvent } from "./event.ts";
import { programName } from "./paths.ts";
import { dropEmpty } from "./values.ts";

/** The document of an event in the making, with what is left of its data. */
export interface WindowsDocument extends EcsDocument {
  readonly event: WindowsEvent;
}

/** The operating system whose events these are. */
export type Platform = "windows" | "linux";

/**
 * Begins the document of an event with what every event has: its data stream, its place, and all of `winlog` but the
 * event data, which {@link finishDocument} adds when the mapping has taken its part out.
 */
export function beginDocument(event: WindowsEvent, dataset: string, platform: Platform = "windows"): WindowsDocument {
  const time = event.time === undefined ? undefined : parseTime(event.time);
  const document: JsonObject = {
    ...(time !== undefined && { "@timestamp": formatTime(time) }),
    data_stream: { type: "logs", dataset, namespace: "default" },
    event: {
      kind: "event",
      dataset,
      module: dataset.slice(0, dataset.indexOf(".")),
      code: event.eventId,
    },
    host: { os: platform === "windows" ? { type: "windows", family: "windows" } : { type: "linux" } },
    winlog: { channel: event.channel, event_id: event.eventId },
  };
  const ecs = ecsDocument(document);
  setEnvelope(ecs, event);
  dropEmpty(event.data);
  return { ...ecs, event };
}

function setEnvelope({ set, get }: EcsDocument, event: WindowsEvent): void {
  set("event.provider", event.provider);
  set("event.action", event.task);
  set("event.outcome", event.outcome);
  set("host.name", event.computer);
  // Agents make an id for the machine they run on. A log names its machine only; many sequences are by host.id.
  set("host.id", event.computer?.toLowerCase());
  set("log.level", event.level);
  set("message", event.message);
  set("winlog.computer_name", event.computer);
  set("winlog.provider_name", event.provider);
  set("winlog.provider_guid", event.providerGuid);
  set("winlog.record_id", event.recordId);
  set("winlog.version", event.version);
  set("winlog.task", event.task);
  set("winlog.opcode", event.opcode);
  set("winlog.time_created", event.timeCreated ?? get("@timestamp"));
  set("winlog.activity_id", event.activityId);
  set("winlog.related_activity_id", event.relatedActivityId);
  set("winlog.process.pid", event.pid);
  set("winlog.process.thread.id", event.thread);
  set("winlog.user.identifier", event.user.identifier);
  set("winlog.user.name", event.user.name);
  set("winlog.user.domain", event.user.domain);
  set("winlog.user.type", event.user.type);
  if (event.keywords.length > 0) set("winlog.keywords", [...event.keywords]);
}

/** Adds what is left of the data, and hands the document out. */
export function finishDocument({ document, set, event }: WindowsDocument): JsonObject {
  if (event.data.size > 0) set("winlog.event_data", Object.fromEntries(event.data));
  if (Object.keys(event.userData).length > 0) set("winlog.user_data", event.userData);
  return document;
}

/** What an event is: categories, types and the action. */
export interface Classification {
  readonly category?: readonly string[];
  readonly type?: readonly string[];
  readonly action?: string | readonly string[];
}

export function classify({ set }: EcsDocument, { category, type, action }: Classification): void {
  if (category) set("event.category", [...category]);
  if (type) set("event.type", [...type]);
  if (action !== undefined) set("event.action", typeof action === "string" ? action : [...action]);
}

/** A program by its path: `executable` and `name` under `prefix` (`process`, `process.parent`). */
export function setProgram({ set }: EcsDocument, prefix: string, path: string | undefined): void {
  set(`${prefix}.executable`, path);
  if (path !== undefined) set(`${prefix}.name`, programName(path));
}

/** A command line and its parts. */
export function setCommand(
  { set }: EcsDocument,
  prefix: string,
  line: string | undefined,
  split: (line: string) => readonly string[],
): void {
  if (line === undefined) return;
  const args = split(line);
  set(`${prefix}.command_line`, line);
  if (args.length === 0) return;
  set(`${prefix}.args`, args as Json[]);
  set(`${prefix}.args_count`, args.length);
}
