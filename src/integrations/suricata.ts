import type { JsonObject } from "../event/json.ts";
import { formatTime, parseTime } from "../event/time.ts";
import { setCommunityId } from "./community-id.ts";
import { createDocument, type EcsDocument, objectOf, readPath, textOf } from "./ecs-document.ts";
import { type Moves, moveFields, setAddress } from "./field-moves.ts";
import type { Integration } from "./integration.ts";
import { setUrl } from "./url-fields.ts";

/** Suricata's EVE log. */
export const suricata: Integration = {
  name: "suricata",
  title: "Suricata EVE",
  fills: ["event", "source", "destination", "network", "rule", "dns", "http", "url", "tls", "file", "threat", "related", "suricata.eve"],
  accepts: (record) =>
    typeof record["event_type"] === "string" &&
    typeof record["timestamp"] === "string" &&
    ("flow_id" in record || "src_ip" in record || record["event_type"] === "stats"),
  convert,
};

interface EveType {
  readonly kind?: string;
  readonly category?: readonly string[];
  readonly type?: readonly string[];
  readonly protocol?: string;
}

const protocol = (name: string): EveType => ({ type: ["protocol"], protocol: name });
const WEB: EveType = { category: ["network", "web"], type: ["access", "protocol"], protocol: "http" };

const TYPES: ReadonlyMap<string, EveType> = new Map<string, EveType>([
  ["alert", { kind: "alert", category: ["network", "intrusion_detection"] }],
  ["flow", { type: ["connection"] }],
  ["http", WEB],
  ["http2", WEB],
  ["ftp_data", protocol("ftp")],
  ["stats", { kind: "metric" }],
  ...["dns", "ftp", "mqtt", "smb", "ssh", "tftp", "tls", "rdp", "rfb", "snmp", "dhcp", "krb5", "smtp", "nfs", "sip", "ike"].map(
    (name) => [name, protocol(name)] as const,
  ),
]);

// biome-ignore format: table
const MOVES: Moves = [
  ["ether.src_mac", "source.mac"], ["ether.dest_mac", "destination.mac"], ["src_port", "source.port"], ["dest_port", "destination.port"],
  ["http.http_method", "http.request.method"], ["http.status", "http.response.status_code"], ["http.hostname", "destination.domain"], ["http.hostname", "url.domain"],
  ["http.http_refer", "http.request.referrer"], ["http.length", "http.response.body.bytes"], ["http.http_user_agent", "user_agent.original"],
  ["fileinfo.filename", "file.path"], ["fileinfo.size", "file.size"], ["fileinfo.md5", "file.hash.md5"], ["fileinfo.sha1", "file.hash.sha1"], ["fileinfo.sha256", "file.hash.sha256"],
  ["alert.category", "message"], ["alert.category", "rule.category"], ["alert.signature", "rule.name"], ["alert.severity", "event.severity"],
  ["alert.metadata.mitre_tactic_id", "threat.tactic.id"], ["alert.metadata.mitre_tactic_name", "threat.tactic.name"], ["alert.metadata.mitre_technique_id", "threat.technique.id"],
  ["flow.pkts_toclient", "destination.packets"], ["flow.pkts_toserver", "source.packets"], ["flow.bytes_toclient", "destination.bytes"], ["flow.bytes_toserver", "source.bytes"],
  ["flow.start", "event.start"], ["flow.end", "event.end"],
  ["tls.sni", "tls.client.server_name"], ["tls.subject", "tls.server.subject"], ["tls.issuerdn", "tls.server.issuer"], ["tls.fingerprint", "tls.server.hash.sha1"],
  ["tls.ja3.hash", "tls.client.ja3"], ["tls.ja3s.hash", "tls.server.ja3s"],
  ["dns.rrname", "dns.question.name"], ["dns.rrtype", "dns.question.type"], ["dns.rcode", "dns.response_code"], ["dns.type", "dns.type"],
];

/** Members that are fields of ECS in whole, and so are not repeated under `suricata.eve`. */
const MOVED = new Set(["timestamp", "src_ip", "dest_ip", "src_port", "dest_port", "proto"]);

function convert(raw: JsonObject): JsonObject {
  const ecs = createDocument("suricata.eve");
  const name = (textOf(raw["event_type"]) ?? "").toLowerCase();
  ecs.set("event.original", JSON.stringify(raw));
  const time = parseTime(textOf(raw["timestamp"]) ?? "");
  if (time !== undefined) ecs.set("@timestamp", formatTime(time));
  for (const [key, value] of Object.entries(raw)) if (!MOVED.has(key)) ecs.set(`suricata.eve.${key.replaceAll(".", "_")}`, value);
  ecs.set("suricata.eve.event_type", name);
  ecs.set("suricata.eve.flow_id", textOf(raw["flow_id"]));
  setAddress(ecs, "source", raw["src_ip"]);
  setAddress(ecs, "destination", raw["dest_ip"]);
  ecs.set("network.transport", textOf(raw["proto"])?.toLowerCase());
  moveFields(ecs, raw, MOVES);
  categorise(ecs, name, raw);
  setAlert(ecs, objectOf(raw["alert"]));
  if (name.startsWith("http")) {
    setUrl(ecs, textOf(readPath(raw, "http.url")));
    const status = readPath(raw, "http.status");
    if (typeof status === "number") ecs.set("event.outcome", status < 400 ? "success" : "failure");
  }
  sumTraffic(ecs);
  setCommunityId(ecs);
  return ecs.document;
}

const NO_PROTOCOL = new Set(["failed", "template", "template-rust"]);

function categorise(ecs: EcsDocument, name: string, raw: JsonObject): void {
  const known = TYPES.get(name) ?? {};
  ecs.set("event.kind", known.kind ?? "event");
  ecs.set("event.category", [...(known.category ?? ["network"])]);
  if (known.type) ecs.set("event.type", [...known.type]);
  const application = textOf(raw["app_proto"])?.toLowerCase();
  ecs.set(
    "network.protocol",
    application !== undefined && !NO_PROTOCOL.has(application) ? application.replace("ftp-data", "ftp") : known.protocol,
  );
  const state = readPath(raw, "flow.state");
  if (state === "new") ecs.add("event.type", "start");
  if (state === "closed") ecs.add("event.type", "end");
}

function setAlert(ecs: EcsDocument, alert: JsonObject): void {
  ecs.set("rule.id", textOf(alert["signature_id"]));
  const action = textOf(alert["action"]);
  ecs.add("event.type", action === "blocked" ? "denied" : action);
}

function sumTraffic(ecs: EcsDocument): void {
  for (const what of ["bytes", "packets"]) {
    const total = Number(ecs.get(`source.${what}`) ?? 0) + Number(ecs.get(`destination.${what}`) ?? 0);
    if (total > 0) ecs.set(`network.${what}`, total);
  }
}
