import { isJsonObject, type JsonObject } from "../../event/json.ts";
import { type EventDocument, ORIGINAL } from "../../event/origin.ts";
import { createDocument, type EcsDocument, objectOf, textOf } from "../ecs-document.ts";
import type { Integration, Session } from "../integration.ts";
import { syslogTime } from "../syslog-time.ts";
import { isAuthProgram, readAuthMessage } from "./auth.ts";

/** Linux syslog and authentication logs, as the system integration of Elastic fills ECS. */
export const syslog: Integration = {
  name: "syslog",
  title: "Linux syslog and auth.log",
  fills: ["event", "process", "user", "group", "source", "host", "log.syslog", "related", "system.auth", "system.syslog"],
  accepts: (record) => isJsonObject(record["syslog"]) && typeof record["message"] === "string",
  carries: true,
  convert,
};

function convert(record: EventDocument, session: Session): JsonObject {
  const header = objectOf(record["syslog"]);
  const message = textOf(record["message"]) ?? "";
  const program = programOf(textOf(header["appname"]));
  const isAuth = program !== undefined && isAuthProgram(program);
  const ecs = createDocument(isAuth ? "system.auth" : "system.syslog");
  ecs.set("event.original", record[ORIGINAL] ?? message);
  const time = syslogTime(textOf(header["timestamp"]), session.writtenBefore);
  if (time === undefined) session.unmapped("syslog line whose time has no year");
  ecs.set("@timestamp", time);
  ecs.set("message", message);
  ecs.set("process.name", program);
  const pid = Number(textOf(header["procid"]) ?? Number.NaN);
  if (Number.isSafeInteger(pid)) ecs.set("process.pid", pid);
  setHost(ecs, textOf(header["hostname"]));
  setPriority(ecs, header["priority"]);
  ecs.set("log.syslog.msgid", header["msgid"]);
  if (isAuth) readAuthMessage(ecs, program, message);
  ecs.add("related.user", ecs.get("user.name"), ecs.get("user.effective.name"));
  return ecs.document;
}

/** Without the path that some programs write before their name. */
const programOf = (tag: string | undefined): string | undefined => tag?.slice(tag.lastIndexOf("/") + 1);

/** The host is known by its name alone, so that is its id, too: sequences are joined by it. */
function setHost(ecs: EcsDocument, name: string | undefined): void {
  ecs.set("host.os.type", "linux");
  for (const field of ["host.hostname", "host.name", "host.id"]) ecs.set(field, name);
  ecs.add("related.hosts", name);
}

function setPriority(ecs: EcsDocument, priority: JsonObject[string] | undefined): void {
  if (typeof priority !== "number") return;
  ecs.set("log.syslog.priority", priority);
  ecs.set("log.syslog.facility.code", priority >> 3);
  ecs.set("log.syslog.severity.code", priority & 7);
}
