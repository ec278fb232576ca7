import { parseIp } from "../event/ip.ts";
import { isJsonObject, type Json, type JsonObject } from "../event/json.ts";
import { createDocument, type EcsDocument, textOf } from "./ecs-document.ts";
import type { Integration } from "./integration.ts";
import { CATEGORIES, RECORD_TYPES } from "./m365-records.ts";
import { setPrincipal, splitAddress } from "./principal.ts";

/** Microsoft 365's unified audit log, as the Management Activity API gives it (`Search-UnifiedAuditLog`: its `AuditData`). */
export const m365: Integration = {
  name: "m365",
  title: "Microsoft 365 audit log",
  fills: [
    "event",
    "user",
    "user.target",
    "client",
    "source",
    "organization",
    "host",
    "file",
    "url",
    "group",
    "rule",
    "user_agent",
    "related",
    "o365.audit",
  ],
  accepts: (record) =>
    typeof record["Operation"] === "string" &&
    typeof record["Workload"] === "string" &&
    ("CreationTime" in record || "RecordType" in record),
  convert,
};

/** Members that became ECS fields and do not stay. */
const MOVED = new Set(["Workload", "Operation", "Id", "OrganizationId", "UserAgent", "ClientIP", "ClientIPAddress"]);

/** Members that Elasticsearch keeps as keywords though they are numbers. */
const NUMBER_KEYWORDS = new Set(["RecordType", "UserType", "Version", "ListBaseType", "LogonType", "InternalLogonType"]);

function convert(record: JsonObject): JsonObject {
  const ecs = createDocument("o365.audit");
  ecs.set("event.original", JSON.stringify(record));
  ecs.set("@timestamp", timeOf(textOf(record["CreationTime"])));
  ecs.set("event.id", record["Id"]);
  ecs.set("event.provider", record["Workload"]);
  ecs.set("event.action", record["Operation"]);
  ecs.set("event.outcome", outcomeOf(textOf(record["ResultStatus"])?.toLowerCase()));
  const code = RECORD_TYPES[textOf(record["RecordType"]) ?? ""] ?? textOf(record["RecordType"]);
  ecs.set("event.code", code);
  setOrganisation(ecs, record);
  setClient(ecs, textOf(record["ClientIPAddress"]) ?? textOf(record["ClientIP"]) ?? textOf(record["ActorIpAddress"]));
  ecs.set("user_agent.original", record["UserAgent"]);
  for (const [key, value] of Object.entries(record)) {
    if (MOVED.has(key)) continue;
    const shaped = shape(key, value);
    ecs.set(`o365.audit.${key}`, NUMBER_KEYWORDS.has(key) ? textOf(shaped) : shaped);
  }
  categorise(ecs, code ?? "", textOf(record["Operation"]) ?? "");
  moveByCode(ecs, record, code ?? "");
  return ecs.document;
}

/** Times are UTC and written without a zone. */
const timeOf = (time: string | undefined): string | undefined => (time === undefined || time.endsWith("Z") ? time : `${time}Z`);

function outcomeOf(status: string | undefined): string {
  return status === "failed" || status === "false" ? "failure" : "success";
}

function setOrganisation(ecs: EcsDocument, record: JsonObject): void {
  ecs.set("organization.id", record["OrganizationId"]);
  ecs.set("host.id", record["OrganizationId"]);
  const user = textOf(record["UserId"]);
  ecs.set("user.id", user);
  setPrincipal(ecs, "user", splitAddress(user) ? user : undefined);
  ecs.set("host.name", ecs.get("user.domain"));
  ecs.set("organization.name", record["OrganizationName"]);
}

/** `192.0.2.7`, `192.0.2.7:443`, `[2001:db8::1]:443` */
function setClient(ecs: EcsDocument, written: string | undefined): void {
  if (written === undefined || written === "") return;
  const closing = written.indexOf("]");
  const colon = written.lastIndexOf(":");
  const hasPort = written.startsWith("[") ? colon > closing : colon !== -1 && written.indexOf(":") === colon;
  const bare = hasPort ? written.slice(0, colon) : written;
  const address = bare.startsWith("[") ? bare.slice(1, -1) : bare;
  ecs.set("client.address", address);
  if (hasPort) for (const side of ["client", "source"]) ecs.set(`${side}.port`, Number(written.slice(colon + 1)) || undefined);
  if (parseIp(address) === undefined) return;
  ecs.set("client.ip", address);
  ecs.set("source.ip", address);
  ecs.set("network.type", address.includes(":") ? "ipv6" : "ipv4");
  ecs.add("related.ip", address);
}

/** Lists of names and values become objects, so that each has its field. */
function shape(key: string, value: Json): Json | undefined {
  if (!Array.isArray(value)) return value;
  if (key === "Parameters" || key === "ExtendedProperties") return namedValues(value);
  return key === "ModifiedProperties" ? modifiedProperties(value) : value;
}

function namedValues(list: readonly Json[]): JsonObject | undefined {
  const named: JsonObject = {};
  for (const item of list) {
    const name = isJsonObject(item) ? textOf(item["Name"]) : undefined;
    if (isJsonObject(item) && name !== undefined && item["Value"] !== undefined && item["Value"] !== null) named[name] = item["Value"];
  }
  return Object.keys(named).length > 0 ? named : undefined;
}

function modifiedProperties(list: readonly Json[]): JsonObject | undefined {
  const named: JsonObject = {};
  for (const item of list) {
    const name = isJsonObject(item) ? textOf(item["Name"]) : textOf(item);
    if (name === undefined) continue;
    const { NewValue, OldValue } = isJsonObject(item) ? item : {};
    named[name.replaceAll(" ", "_").replaceAll(".", "_")] = {
      ...(NewValue !== undefined && NewValue !== null && { NewValue }),
      ...(OldValue !== undefined && OldValue !== null && { OldValue }),
    };
  }
  return Object.keys(named).length > 0 ? named : undefined;
}

function categorise(ecs: EcsDocument, code: string, operation: string): void {
  ecs.set("event.category", ["web"]);
  ecs.set("event.type", ["info"]);
  const known = CATEGORIES.find(
    ({ codes, operations }) => (!codes || codes.includes(code)) && (!operations || operations.includes(operation)),
  );
  if (!known) return;
  if (known.action !== undefined) ecs.set("event.action", known.action);
  if (known.kind !== undefined) ecs.set("event.kind", known.kind);
  ecs.add("event.category", ...known.category);
  ecs.add("event.type", ...known.type);
}

function moveByCode(ecs: EcsDocument, record: JsonObject, code: string): void {
  if (code === "AzureActiveDirectory") ecs.set("user.target.id", record["ObjectId"]);
  if (code === "SharePointFileOperation" || code === "SharePointSharingOperation") {
    ecs.set("url.original", record["ObjectId"]);
    ecs.set("file.directory", record["SourceRelativeUrl"]);
    ecs.set("file.name", record["SourceFileName"]);
    ecs.set("file.extension", record["SourceFileExtension"]);
  }
  if (code === "MicrosoftTeams") ecs.set("group.name", record["TeamName"]);
  if (code !== "SecurityComplianceAlerts") return;
  ecs.set("rule.name", record["Name"]);
  ecs.set("rule.id", record["PolicyId"]);
  ecs.set("rule.category", record["Category"]);
  ecs.set("rule.description", record["AlertEntityId"]);
  ecs.set("message", record["Comments"]);
}
