import { parseCidr, parseIp } from "../event/ip.ts";
import type { JsonObject } from "../event/json.ts";
import { compilePath } from "../event/path.ts";

/** A page of a public service about a value of an alert. Plain data; nothing is fetched. */
export interface Lookup {
  /** The service and the field. */
  readonly label: string;
  /** Always https, the value URL-encoded. */
  readonly url: string;
}

/** The most look-ups of one alert. */
const MAX_LOOKUPS = 40;
/** Longer values are no hash, name or address that a service knows. */
const MAX_VALUE = 2048;

/** What a value is: decides which services know it. */
type Kind = "md5" | "sha1" | "sha256" | "ip" | "domain" | "url" | "cve";

const VIRUSTOTAL = "https://www.virustotal.com/gui";
const HASH_SERVICES = [
  ["VirusTotal", `${VIRUSTOTAL}/file/{}`],
  ["Hybrid Analysis", "https://www.hybrid-analysis.com/search?query={}"],
] as const;

/** `{}` is the value. */
const SERVICES: Readonly<Record<Kind, readonly (readonly [service: string, url: string])[]>> = {
  md5: HASH_SERVICES,
  sha1: HASH_SERVICES,
  sha256: [...HASH_SERVICES, ["MalwareBazaar", "https://bazaar.abuse.ch/sample/{}/"]],
  ip: [
    ["VirusTotal", `${VIRUSTOTAL}/ip-address/{}`],
    ["AbuseIPDB", "https://www.abuseipdb.com/check/{}"],
    ["GreyNoise", "https://viz.greynoise.io/ip/{}"],
    ["Shodan", "https://www.shodan.io/host/{}"],
  ],
  domain: [
    ["VirusTotal", `${VIRUSTOTAL}/domain/{}`],
    ["urlscan.io", "https://urlscan.io/domain/{}"],
  ],
  url: [["VirusTotal", `${VIRUSTOTAL}/search/{}`]],
  cve: [["NVD", "https://nvd.nist.gov/vuln/detail/{}"]],
};

const FILES = [
  "process",
  "process.parent",
  "file",
  "dll",
  "email.attachments.file",
  "threat.indicator.file",
  "threat.enrichments.indicator.file",
];

/** Where such values stand in ECS, the most telling first. */
// biome-ignore format: table
const FIELDS: Readonly<Record<"hash" | "ip" | "domain" | "url" | "cve", readonly string[]>> = {
  hash: [...FILES.flatMap((file) => ["sha256", "sha1", "md5"].map((kind) => `${file}.hash.${kind}`)), "related.hash"],
  ip: [
    "destination.ip", "source.ip", "client.ip", "server.ip", "destination.nat.ip", "source.nat.ip", "dns.resolved_ip",
    "threat.indicator.ip", "threat.enrichments.indicator.ip", "related.ip",
  ],
  domain: [
    "dns.question.name", "url.domain", "destination.domain", "source.domain", "client.domain", "server.domain", "tls.client.server_name",
    "threat.indicator.url.domain", "threat.enrichments.indicator.url.domain",
  ],
  url: ["url.full", "url.original", "threat.indicator.url.full", "threat.enrichments.indicator.url.full"],
  cve: ["vulnerability.id"],
};

const KIND_OF: Readonly<Record<keyof typeof FIELDS, (value: string) => Kind | undefined>> = {
  hash: hashKind,
  ip: (value) => (isPublicIp(value) ? "ip" : undefined),
  domain: (value) => (isPublicDomain(value) ? "domain" : undefined),
  url: (value) => (isWebAddress(value) ? "url" : undefined),
  cve: (value) => (isCve(value) ? "cve" : undefined),
};

const READERS = (Object.keys(FIELDS) as (keyof typeof FIELDS)[]).flatMap((group) =>
  FIELDS[group].map((field) => ({ field, root: rootOf(field), read: compilePath(field), kindOf: KIND_OF[group] })),
);

/** Look-ups for the hashes, public addresses, names and vulnerabilities in an alert (or event), each page once. */
export function lookupsOf(document: JsonObject): readonly Lookup[] {
  const found = new Map<string, string>();
  for (const { field, value, kind } of known(document)) {
    for (const [service, url] of SERVICES[kind]) {
      const address = url.replace("{}", () => encodeURIComponent(value.toWellFormed()));
      if (found.size < MAX_LOOKUPS && !found.has(address)) found.set(address, `${service}: ${field}`);
    }
  }
  return Array.from(found, ([url, label]) => ({ label, url }));
}

/** Whether there is one of {@link lookupsOf}. */
export const hasLookups = (document: JsonObject): boolean => known(document).next().done !== true;

/** Values that services know, field by field. */
function* known(document: JsonObject): Generator<{ readonly field: string; readonly value: string; readonly kind: Kind }> {
  const roots = new Set(Object.keys(document).map(rootOf));
  for (const { field, root, read, kindOf } of READERS) {
    for (const value of roots.has(root) ? read(document) : []) {
      if (typeof value !== "string" || value.length > MAX_VALUE) continue;
      const kind = kindOf(value);
      if (kind) yield { field, value, kind };
    }
  }
}

function rootOf(path: string): string {
  const dot = path.indexOf(".");
  return dot === -1 ? path : path.slice(0, dot);
}

const HASHES: ReadonlyMap<number, Kind> = new Map([
  [32, "md5"],
  [40, "sha1"],
  [64, "sha256"],
]);

function hashKind(value: string): Kind | undefined {
  return allIn(value, "0123456789abcdefABCDEF") ? HASHES.get(value.length) : undefined;
}

/** Networks that no service outside knows: private, local, shared, documentation, multicast and reserved ones. */
// biome-ignore format: table
const LOCAL_NETWORKS = [
  "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
  "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
  "::/127", "64:ff9b:1::/48", "100::/64", "2001:db8::/32", "fc00::/7", "fe80::/10", "ff00::/8",
].map((cidr) => parseCidr(cidr));

function isPublicIp(value: string): boolean {
  const ip = parseIp(value);
  return ip !== undefined && !LOCAL_NETWORKS.some((network) => network && ip >= network.first && ip <= network.last);
}

const LOCAL_DOMAINS = new Set([
  "local",
  "localdomain",
  "localhost",
  "internal",
  "intranet",
  "lan",
  "home",
  "corp",
  "arpa",
  "test",
  "example",
  "invalid",
]);

function isPublicDomain(value: string): boolean {
  const labels = value.toLowerCase().split(".");
  const top = labels.at(-1) ?? "";
  if (labels.length < 2 || value.length > 253 || LOCAL_DOMAINS.has(top) || allIn(top, "0123456789")) return false;
  return labels.every((label) => label !== "" && label.length <= 63 && allIn(label, "abcdefghijklmnopqrstuvwxyz0123456789-_"));
}

const isWebAddress = (value: string): boolean => {
  const host = URL.canParse(value) ? new URL(value) : undefined;
  return (host?.protocol === "http:" || host?.protocol === "https:") && (isPublicDomain(host.hostname) || isPublicIp(host.hostname));
};

function isCve(value: string): boolean {
  const [prefix, year, number, ...rest] = value.split("-");
  const digits = (text: string | undefined): boolean => text !== undefined && text.length >= 4 && allIn(text, "0123456789");
  return prefix === "CVE" && digits(year) && digits(number) && rest.length === 0;
}

function allIn(text: string, allowed: string): boolean {
  for (const char of text) if (!allowed.includes(char)) return false;
  return text !== "";
}
