import type { Moves } from "../field-moves.ts";

/** One Zeek log: its data set, its ECS categories, and where its columns go besides `zeek.<name>.*`. */
export interface ZeekKind {
  /** `zeek.<name>`: data set, and the object that keeps the other columns. */
  readonly name: string;
  readonly category: readonly string[];
  readonly type: readonly string[];
  readonly protocol?: string;
  readonly transport?: string;
  readonly moves?: Moves;
  /** Columns that are of this log alone: tell it where neither the record nor the file names it. */
  readonly columns: readonly string[];
}

const NETWORK = ["network"];
const PROTOCOL = ["connection", "protocol"];
const INFO = ["connection", "protocol", "info"];

/** By the name Zeek gives the log (`_path`). The first one whose columns are all there is taken where no name is known. */
// biome-ignore format: table
export const ZEEK_KINDS: ReadonlyMap<string, ZeekKind> = new Map<string, ZeekKind>([
  ["conn", { name: "connection", category: NETWORK, type: ["connection"], columns: ["conn_state"], moves: [
    ["proto", "network.transport"], ["service", "network.protocol"], ["orig_ip_bytes", "source.bytes"], ["resp_ip_bytes", "destination.bytes"],
    ["orig_pkts", "source.packets"], ["resp_pkts", "destination.packets"], ["conn_state", "zeek.connection.state"],
    ["orig_l2_addr", "source.mac"], ["resp_l2_addr", "destination.mac"],
  ] }],
  ["dns", { name: "dns", category: NETWORK, type: INFO, protocol: "dns", columns: ["query", "qtype"], moves: [
    ["proto", "network.transport"], ["query", "dns.question.name"], ["qtype_name", "dns.question.type"], ["rcode_name", "dns.response_code"],
  ] }],
  ["http", { name: "http", category: ["network", "web"], type: INFO, transport: "tcp", protocol: "http", columns: ["trans_depth", "request_body_len"], moves: [
    ["method", "http.request.method"], ["method", "event.action"], ["referrer", "http.request.referrer"], ["status_code", "http.response.status_code"], ["version", "http.version"],
    ["request_body_len", "http.request.body.bytes"], ["response_body_len", "http.response.body.bytes"], ["host", "url.domain"],
    ["username", "url.username"], ["username", "user.name"], ["password", "url.password"], ["user_agent", "user_agent.original"], ["uri", "url.original"],
  ] }],
  ["ssl", { name: "ssl", category: NETWORK, type: PROTOCOL, transport: "tcp", protocol: "tls", columns: ["established", "resumed"], moves: [
    ["cipher", "tls.cipher"], ["curve", "tls.curve"], ["server_name", "tls.client.server_name"], ["server_name", "zeek.ssl.server.name"], ["established", "tls.established"], ["resumed", "tls.resumed"],
    ["issuer", "tls.server.issuer"], ["subject", "tls.server.subject"], ["client_issuer", "tls.client.issuer"], ["client_subject", "tls.client.subject"],
    ["resp_certificate_sha1", "tls.server.hash.sha1"], ["validation_status", "zeek.ssl.validation.status"], ["ja3", "tls.client.ja3"], ["ja3s", "tls.server.ja3s"],
    ["cert_chain_fuids", "zeek.ssl.server.cert_chain_fuids"], ["client_cert_chain_fuids", "zeek.ssl.client.cert_chain_fuids"],
  ] }],
  ["files", { name: "files", category: ["file"], type: ["info"], columns: ["fuid", "analyzers"], moves: [
    ["mime_type", "file.mime_type"], ["filename", "file.name"], ["total_bytes", "file.size"],
    ["md5", "file.hash.md5"], ["sha1", "file.hash.sha1"], ["sha256", "file.hash.sha256"], ["conn_uids", "zeek.files.session_ids"],
  ] }],
  ["dce_rpc", { name: "dce_rpc", category: NETWORK, type: INFO, transport: "tcp", protocol: "dce_rpc", columns: ["named_pipe", "endpoint"], moves: [["operation", "event.action"]] }],
  ["kerberos", { name: "kerberos", category: ["network", "authentication"], type: PROTOCOL, protocol: "kerberos", columns: ["request_type"], moves: [["request_type", "event.action"], ["client", "user.name"]] }],
  ["ntlm", { name: "ntlm", category: ["authentication", "network"], type: ["connection", "info"], transport: "tcp", protocol: "ntlm", columns: ["server_nb_computer_name"], moves: [["username", "user.name"], ["domainname", "user.domain"]] }],
  ["smb_files", { name: "smb_files", category: ["network", "file"], type: PROTOCOL, transport: "tcp", protocol: "smb", columns: ["action", "name"], moves: [["action", "event.action"], ["name", "file.name"], ["size", "file.size"], ["path", "zeek.smb_files.path"]] }],
  ["smb_mapping", { name: "smb_mapping", category: NETWORK, type: PROTOCOL, transport: "tcp", protocol: "smb", columns: ["share_type"] }],
  ["smb_cmd", { name: "smb_cmd", category: NETWORK, type: PROTOCOL, transport: "tcp", protocol: "smb", columns: ["command", "sub_command"], moves: [["command", "event.action"]] }],
  ["ssh", { name: "ssh", category: NETWORK, type: PROTOCOL, transport: "tcp", protocol: "ssh", columns: ["auth_attempts"] }],
  ["rdp", { name: "rdp", category: NETWORK, type: INFO, protocol: "rdp", columns: ["cookie", "security_protocol"] }],
  ["ftp", { name: "ftp", category: NETWORK, type: INFO, transport: "tcp", protocol: "ftp", columns: ["command", "reply_code"], moves: [["user", "user.name"], ["command", "event.action"], ["mime_type", "file.mime_type"], ["file_size", "file.size"]] }],
  ["smtp", { name: "smtp", category: NETWORK, type: PROTOCOL, transport: "tcp", protocol: "smtp", columns: ["helo"] }],
  ["irc", { name: "irc", category: NETWORK, type: INFO, transport: "tcp", protocol: "irc", columns: ["nick"], moves: [["command", "event.action"], ["user", "user.name"]] }],
  ["sip", { name: "sip", category: NETWORK, type: PROTOCOL, protocol: "sip", columns: ["call_id", "seq"], moves: [["method", "event.action"], ["uri", "url.full"]] }],
  ["dhcp", { name: "dhcp", category: NETWORK, type: INFO, transport: "udp", protocol: "dhcp", columns: ["assigned_addr"], moves: [["client_addr", "source.address"], ["server_addr", "destination.address"]] }],
  ["mysql", { name: "mysql", category: ["network", "database"], type: PROTOCOL, transport: "tcp", protocol: "mysql", columns: ["cmd", "arg"], moves: [["cmd", "event.action"]] }],
  ["socks", { name: "socks", category: NETWORK, type: PROTOCOL, transport: "tcp", protocol: "socks", columns: ["bound.host"], moves: [["user", "user.name"]] }],
  ["snmp", { name: "snmp", category: NETWORK, type: PROTOCOL, transport: "udp", protocol: "snmp", columns: ["community"] }],
  ["syslog", { name: "syslog", category: NETWORK, type: PROTOCOL, protocol: "syslog", columns: ["facility", "severity"], moves: [["proto", "network.transport"], ["facility", "log.syslog.facility.name"], ["severity", "log.syslog.severity.name"], ["message", "message"]] }],
  ["tunnel", { name: "tunnel", category: NETWORK, type: ["connection"], columns: ["tunnel_type"], moves: [["action", "event.action"]] }],
  ["radius", { name: "radius", category: ["network", "authentication"], type: PROTOCOL, transport: "udp", protocol: "radius", columns: ["framed_addr"], moves: [["username", "user.name"]] }],
  ["modbus", { name: "modbus", category: NETWORK, type: PROTOCOL, transport: "tcp", protocol: "modbus", columns: ["func"], moves: [["func", "event.action"]] }],
  ["dnp3", { name: "dnp3", category: NETWORK, type: PROTOCOL, transport: "tcp", protocol: "dnp3", columns: ["fc_request"], moves: [["fc_request", "event.action"]] }],
  ["ntp", { name: "ntp", category: NETWORK, type: PROTOCOL, transport: "udp", protocol: "ntp", columns: ["stratum"] }],
  ["notice", { name: "notice", category: ["intrusion_detection"], type: ["info"], columns: ["note", "actions"], moves: [["msg", "message"], ["note", "rule.name"], ["sub", "rule.description"], ["proto", "network.transport"], ["file_mime_type", "file.mime_type"]] }],
  ["intel", { name: "intel", category: ["threat"], type: ["indicator"], columns: ["seen.indicator"], moves: [["seen.indicator", "threat.indicator.name"], ["sources", "threat.indicator.provider"]] }],
  ["signatures", { name: "signature", category: ["intrusion_detection"], type: ["info"], columns: ["sig_id"], moves: [["sig_id", "rule.id"], ["event_msg", "rule.description"]] }],
  ["weird", { name: "weird", category: NETWORK, type: ["info"], columns: ["notice", "peer"], moves: [["name", "rule.name"]] }],
  ["dpd", { name: "dpd", category: NETWORK, type: ["connection", "info"], columns: ["failure_reason"], moves: [["proto", "network.transport"]] }],
  ["x509", { name: "x509", category: ["file"], type: ["info"], columns: ["certificate.serial"] }],
  ["pe", { name: "pe", category: ["file"], type: ["info"], columns: ["compile_ts"] }],
  ["software", { name: "software", category: NETWORK, type: ["info"], columns: ["software_type"] }],
  ["known_hosts", { name: "known_hosts", category: NETWORK, type: ["info"], columns: [] }],
  ["known_services", { name: "known_services", category: NETWORK, type: ["info"], columns: ["port_num"] }],
  ["known_certs", { name: "known_certs", category: NETWORK, type: ["info"], columns: [] }],
  ["ocsp", { name: "ocsp", category: NETWORK, type: PROTOCOL, columns: ["thisUpdate"] }],
  ["traceroute", { name: "traceroute", category: NETWORK, type: ["info"], columns: [] }],
  ["rfb", { name: "rfb", category: NETWORK, type: INFO, transport: "tcp", protocol: "rfb", columns: ["authentication_method"] }],
  ["capture_loss", { name: "capture_loss", category: [], type: [], columns: ["percent_lost"] }],
  ["stats", { name: "stats", category: [], type: [], columns: ["pkts_proc"] }],
]);

/** What a connection's state (`conn_state`) says, as types of the event. */
export const STATES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ["S0", ["connection", "start"]],
  ["S1", ["connection", "start"]],
  ["SF", ["connection", "start", "end"]],
  ["REJ", ["connection", "start", "denied"]],
  ...["S2", "S3", "RSTO", "RSTR", "RSTOS0", "RSTRH", "SH", "SHR", "OTH"].map((state) => [state, ["connection", "info"]] as const),
]);
