import { parseIp } from "../../event/ip.ts";
import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { formatTime, parseTime } from "../../event/time.ts";
import { setCommunityId } from "../community-id.ts";
import { createDocument, type EcsDocument, textOf } from "../ecs-document.ts";
import { setAddress, withoutEmpty } from "../field-moves.ts";
import type { Integration, Session } from "../integration.ts";
import { setUrl } from "../url-fields.ts";
import { STATES, ZEEK_KINDS, type ZeekKind } from "./kinds.ts";

/** Zeek logs: JSON as Zeek or Corelight's streaming exporter write it, and what the format `zeek` reads of tab-separated ones. */
export const zeek: Integration = {
  name: "zeek",
  title: "Zeek",
  fills: [
    "event",
    "source",
    "destination",
    "network",
    "dns",
    "http",
    "url",
    "tls",
    "file",
    "user",
    "user_agent",
    "rule",
    "related",
    "zeek",
  ],
  accepts: isZeek,
  convert,
};

/** A time, and something that no other log has: the connection's four, a file id, or the log's name. */
function isZeek(record: JsonObject): boolean {
  const { ts } = record;
  if (typeof ts !== "number" && typeof ts !== "string") return false;
  if ("id.orig_h" in record || "id_orig_h" in record || (isJsonObject(record["id"]) && "orig_h" in record["id"])) return true;
  if (typeof record["_path"] === "string" || (typeof record["@stream"] === "string" && "@system" in record)) return true;
  return typeof record["fuid"] === "string" || "certificate.serial" in record || "certificate_serial" in record || isWeird(record);
}

const isWeird = (record: JsonObject): boolean => typeof record["notice"] === "boolean" && typeof record["peer"] === "string";

/** Columns that are no values of the log. */
const ENVELOPE = new Set(["_path", "@stream", "@system", "@proc", "_system_name", "_write_ts", "ts", "uid"]);

const DOTTED = ["id", "certificate", "basic_constraints"];

function convert(raw: JsonObject, session: Session): JsonObject {
  const record = flatten(raw);
  const path = textOf(record["_path"]) ?? textOf(record["@stream"]);
  const kind = kindOf(path, record);
  if (!kind) session.unmapped(`Zeek log ${path ?? "of an unknown kind"}`);
  const name = kind?.name ?? path ?? "log";
  const ecs = createDocument(`zeek.${name}`);
  ecs.set("event.original", JSON.stringify(raw));
  const time = parseTime(typeof record["ts"] === "number" ? record["ts"] * 1000 : (textOf(record["ts"]) ?? ""));
  if (time !== undefined) ecs.set("@timestamp", formatTime(time));
  ecs.set("observer.hostname", textOf(record["@system"]) ?? textOf(record["_system_name"]));
  ecs.set("zeek.session_id", record["uid"]);
  ecs.set("event.id", record["uid"]);
  setEndpoints(ecs, record);
  if (kind) fillKind(ecs, kind, record);
  keepOthers(ecs, name, kind, record);
  setCommunityId(ecs);
  return ecs.document;
}

/** Columns by their Zeek names: nested objects are written with dots; Corelight's underscores are dots again where Zeek has dots. */
function flatten(raw: JsonObject): JsonObject {
  const flat: JsonObject = {};
  const put = (key: string, value: Json): void => {
    if (isJsonObject(value)) for (const [inner, innerValue] of Object.entries(value)) put(`${key}.${inner}`, innerValue);
    else if (value !== null && value !== "" && value !== "-") flat[key] = value;
  };
  for (const [key, value] of Object.entries(raw)) put(key, value);
  if (!("@stream" in raw)) return flat;
  for (const key of Object.keys(flat)) {
    const prefix = DOTTED.find((each) => key.startsWith(`${each}_`));
    if (prefix !== undefined) flat[`${prefix}.${key.slice(prefix.length + 1)}`] = flat[key] as Json;
    if (prefix !== undefined) delete flat[key];
  }
  return flat;
}

function kindOf(path: string | undefined, record: JsonObject): ZeekKind | undefined {
  if (path !== undefined) return ZEEK_KINDS.get(path);
  for (const kind of ZEEK_KINDS.values()) if (kind.columns.length > 0 && kind.columns.every((column) => column in record)) return kind;
  return undefined;
}

function setEndpoints(ecs: EcsDocument, record: JsonObject): void {
  setAddress(ecs, "source", record["id.orig_h"]);
  setAddress(ecs, "destination", record["id.resp_h"]);
  ecs.set("source.port", record["id.orig_p"]);
  ecs.set("destination.port", record["id.resp_p"]);
}

function fillKind(ecs: EcsDocument, kind: ZeekKind, record: JsonObject): void {
  if (kind.category.length > 0) ecs.set("event.category", [...kind.category]);
  if (kind.type.length > 0) ecs.set("event.type", [...kind.type]);
  for (const [from, to] of kind.moves ?? []) if (record[from] !== undefined) ecs.set(to, record[from]);
  if (ecs.get("network.transport") === undefined) ecs.set("network.transport", kind.transport);
  if (ecs.get("network.protocol") === undefined) ecs.set("network.protocol", kind.protocol);
  ecs.add("related.user", ecs.get("user.name"));
  if (kind.name === "connection") fillConnection(ecs, record);
  else if (kind.name === "dns") fillDns(ecs, record);
  else if (kind.name === "http") fillHttp(ecs, record);
  else if (kind.name === "files") fillFiles(ecs, record);
  else if (kind.name === "notice" || kind.name === "signature" || kind.name === "intel") ecs.set("event.kind", "alert");
}

const SECONDS_TO_NANOSECONDS = 1_000_000_000;

function fillConnection(ecs: EcsDocument, record: JsonObject): void {
  const state = textOf(record["conn_state"]);
  const types = state === undefined ? undefined : STATES.get(state);
  if (types) ecs.set("event.type", [...types]);
  const { duration } = record;
  if (typeof duration === "number") ecs.set("event.duration", Math.round(duration * SECONDS_TO_NANOSECONDS));
  for (const what of ["bytes", "packets"]) {
    const [sent, received] = [ecs.get(`source.${what}`), ecs.get(`destination.${what}`)];
    if (typeof sent === "number" && typeof received === "number") ecs.set(`network.${what}`, sent + received);
  }
  const { local_orig: from, local_resp: to } = record;
  if (typeof from === "boolean" && typeof to === "boolean")
    ecs.set("network.direction", from ? (to ? "internal" : "outbound") : to ? "inbound" : "external");
  if (ecs.get("network.transport") !== "icmp") return;
  ecs.set("zeek.connection.icmp", { type: ecs.get("source.port") ?? 0, code: ecs.get("destination.port") ?? 0 });
  ecs.remove("source.port");
  ecs.remove("destination.port");
}

const DNS_CLASSES: Readonly<Record<number, string>> = { 1: "IN", 3: "CH", 4: "HS", 254: "NONE", 255: "ANY" };

function fillDns(ecs: EcsDocument, record: JsonObject): void {
  for (const flag of ["AA", "TC", "RD", "RA"]) if (record[flag] === true) ecs.add("dns.header_flags", flag);
  ecs.set("dns.id", textOf(record["trans_id"]));
  ecs.set("dns.question.class", DNS_CLASSES[Number(record["qclass"])]);
  ecs.set("dns.type", record["rcode_name"] === undefined ? "query" : "answer");
  ecs.set("event.outcome", "success");
  if (typeof record["rtt"] === "number") ecs.set("event.duration", Math.trunc(record["rtt"] * SECONDS_TO_NANOSECONDS));
  const { answers, TTLs } = record;
  if (!Array.isArray(answers) || !Array.isArray(TTLs) || answers.length === 0 || answers.length !== TTLs.length) return;
  ecs.set(
    "dns.answers",
    answers.map((data, i) => ({ data, ttl: Math.trunc(Number(TTLs[i])) })),
  );
  ecs.add("dns.resolved_ip", ...answers.filter((data) => typeof data === "string" && parseIp(data) !== undefined));
}

function fillHttp(ecs: EcsDocument, record: JsonObject): void {
  setUrl(ecs, textOf(record["uri"]));
  const status = record["status_code"];
  if (typeof status === "number") ecs.set("event.outcome", status < 400 ? "success" : "failure");
}

function fillFiles(ecs: EcsDocument, record: JsonObject): void {
  const uids = record["conn_uids"];
  if (Array.isArray(uids)) for (const place of ["zeek.session_id", "event.id"]) ecs.set(place, uids[0]);
  for (const [from, to] of [
    ["tx_hosts", "server.ip"],
    ["rx_hosts", "client.ip"],
  ] as const) {
    const hosts = record[from];
    if (!Array.isArray(hosts)) continue;
    ecs.set(to, hosts[0]);
    ecs.add("related.ip", ...hosts);
  }
  ecs.add("related.hash", record["md5"], record["sha1"], record["sha256"]);
}

/** Columns that became no ECS field stay under the log's own object. */
function keepOthers(ecs: EcsDocument, name: string, kind: ZeekKind | undefined, record: JsonObject): void {
  const moved = new Set((kind?.moves ?? []).map(([from]) => from));
  for (const [key, value] of Object.entries(record))
    if (!moved.has(key) && !ENVELOPE.has(key) && !key.startsWith("id.")) ecs.set(`zeek.${name}.${key}`, withoutEmpty(value));
}
