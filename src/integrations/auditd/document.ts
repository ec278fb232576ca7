import { parseIp } from "../../event/ip.ts";
import { createDocument, type EcsDocument } from "../ecs-document.ts";
import { fillFile } from "../file-fields.ts";
import type { AuditEvent } from "./event.ts";
import { type Summary, summarise } from "./summary.ts";
import { fillUsers, userName } from "./users.ts";

/** The ECS document of an event, without its time and origin. */
export function auditDocument(event: AuditEvent): EcsDocument {
  const { normalisation, main, result } = event;
  const summary = summarise(event);
  const ecs = createDocument("auditd_manager.auditd");
  ecs.set("event.module", "auditd");
  ecs.set("service.type", "auditd");
  ecs.set("host.os.type", "linux");
  ecs.set("event.kind", normalisation?.kind);
  ecs.set("event.action", normalisation?.action);
  if (event.category.length > 0) ecs.set("event.category", [...event.category]);
  if (event.type.length > 0) ecs.set("event.type", [...event.type]);
  ecs.set("event.outcome", result === "fail" ? "failure" : result);
  ecs.set("auditd.message_type", main.type.toLowerCase());
  ecs.set("auditd.result", result);
  if (event.session !== "unset") ecs.set("auditd.session", event.session);
  if (event.tags.length > 0) ecs.set("tags", [...event.tags]);
  fillUsers(ecs, event, summary);
  fillNetwork(ecs, event);
  fillProcess(ecs, event);
  fillObject(ecs, summary);
  fillData(ecs, event, summary);
  return ecs;
}

/** Takes its fields out of the event's data: what is a field of ECS is not repeated. */
function fillProcess(ecs: EcsDocument, { data, args, main }: AuditEvent): void {
  const take = (key: string): string | undefined => {
    const value = data.get(key);
    data.delete(key);
    return value;
  };
  ecs.set("process.pid", numberOf(take("pid")));
  ecs.set("process.parent.pid", numberOf(take("ppid")));
  ecs.set("process.title", take("proctitle"));
  ecs.set("process.name", take("comm"));
  ecs.set("process.executable", take("exe"));
  ecs.set("process.working_directory", take("cwd"));
  const command = main.type === "USER_CMD" ? data.get("cmd") : undefined;
  const words = args.length > 0 ? args : (command?.split(" ").filter((word) => word !== "") ?? []);
  if (words.length === 0) return;
  ecs.set("process.args", [...words]);
  ecs.set("process.args_count", words.length);
  ecs.set("process.command_line", command ?? words.join(" "));
}

const numberOf = (text: string | undefined): number | undefined => {
  const number = Number(text ?? "");
  return text === undefined || !Number.isSafeInteger(number) ? undefined : number;
};

const INCOMING = new Set(["recvfrom", "recvmsg", "accept", "accept4"]);
const OUTGOING = new Set(["connect", "sendto", "sendmsg"]);

function fillNetwork(ecs: EcsDocument, { data, socket, normalisation }: AuditEvent): void {
  const syscall = data.get("syscall") ?? "";
  if (socket && (INCOMING.has(syscall) || OUTGOING.has(syscall))) {
    const side = INCOMING.has(syscall) ? "source" : "destination";
    ecs.set(`${side}.ip`, socket.get("addr"));
    ecs.set(`${side}.port`, numberOf(socket.get("port")));
    ecs.set(`${side}.address`, socket.get("path") ?? socket.get("addr"));
    ecs.add("related.ip", socket.get("addr"));
    ecs.set("network.direction", side === "source" ? "ingress" : "egress");
  }
  const address = normalisation?.sourceIp && data.get(normalisation.sourceIp);
  if (address === undefined || ecs.get("source") !== undefined) return;
  data.delete("addr");
  ecs.set("source.address", address);
  if (parseIp(address) !== undefined) {
    ecs.set("source.ip", address);
    ecs.add("related.ip", address);
  }
  ecs.set("network.direction", "ingress");
}

function fillObject(ecs: EcsDocument, { path }: Summary): void {
  if (!path) return;
  fillFile(ecs, "file", path.get("name"));
  ecs.set("file.inode", path.get("inode"));
  ecs.set("file.device", path.get("rdev"));
  ecs.set("file.uid", path.get("ouid"));
  ecs.set("file.gid", path.get("ogid"));
  const mode = Number.parseInt(path.get("mode") ?? "", 8);
  if (!Number.isNaN(mode)) ecs.set("file.mode", (mode & 0o7777).toString(8).padStart(4, "0"));
  for (const [key, value] of path) if (key.startsWith("obj_")) ecs.set(`file.selinux.${key.slice("obj_".length)}`, value);
}

function fillData(ecs: EcsDocument, { data, paths }: AuditEvent, summary: Summary): void {
  ecs.set("auditd.summary.actor.primary", userName(summary.actorPrimary));
  ecs.set("auditd.summary.actor.secondary", userName(summary.actorSecondary));
  ecs.set("auditd.summary.object.type", summary.objectType);
  ecs.set("auditd.summary.object.primary", summary.objectPrimary);
  ecs.set("auditd.summary.object.secondary", summary.objectSecondary);
  ecs.set("auditd.summary.how", summary.how);
  if (paths.length > 0)
    ecs.set(
      "auditd.paths",
      paths.map((path) => Object.fromEntries(path)),
    );
  for (const [key, value] of data) {
    const name = key.replaceAll("-", "_");
    ecs.set(`auditd.data.${name.startsWith("socket_") ? `socket.${name.slice("socket_".length)}` : name}`, value);
  }
}
