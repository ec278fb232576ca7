import { parseCidr } from "../../event/ip.ts";
import type { Scalar } from "../../event/json.ts";
import { registryKey } from "./registry.ts";

/** An ECS field below `threat.indicator` and its value. */
export type IndicatorField = readonly [field: string, value: Scalar];

/** One kind of STIX property that ECS has a field for. */
interface Observable {
  /** The ECS indicator type. */
  readonly type: string;
  /** Undefined: the value cannot be of this kind. */
  readonly fields: (value: Scalar) => readonly IndicatorField[] | undefined;
}

const plain = (field: string, type: string): Observable => ({ type, fields: (value) => [[field, value]] });
const number = (field: string, type: string): Observable => ({
  type,
  fields: (value) => (typeof value === "number" ? [[field, value]] : undefined),
});
/** Hexadecimal, which events have in lower case. */
const hash = (field: string): Observable => ({ type: "file", fields: (value) => [[field, String(value).toLowerCase()]] });
const address = (type: string): Observable => ({
  type,
  fields: (value) => (parseCidr(String(value)) ? [["ip", String(value)]] : undefined),
});
/** The end of a connection: an address or a name. */
const host: Observable = { type: "ipv4-addr", fields: (value) => [[parseCidr(String(value)) ? "ip" : "url.domain", value]] };

/** STIX object paths (hash names as {@link hashName} writes them) that can be looked up. */
const OBSERVABLES: ReadonlyMap<string, Observable> = new Map([
  ["ipv4-addr:value", address("ipv4-addr")],
  ["ipv6-addr:value", address("ipv6-addr")],
  ["domain-name:value", plain("url.domain", "domain-name")],
  ["url:value", { type: "url", fields: urlFields }],
  ["email-addr:value", plain("email.address", "email-addr")],
  ["email-message:from_ref.value", plain("email.address", "email-addr")],
  ["email-message:sender_ref.value", plain("email.address", "email-addr")],
  ["file:hashes.MD5", hash("file.hash.md5")],
  ["file:hashes.SHA1", hash("file.hash.sha1")],
  ["file:hashes.SHA256", hash("file.hash.sha256")],
  ["file:hashes.SHA384", hash("file.hash.sha384")],
  ["file:hashes.SHA512", hash("file.hash.sha512")],
  ["file:hashes.SSDEEP", plain("file.hash.ssdeep", "file")],
  ["file:hashes.TLSH", plain("file.hash.tlsh", "file")],
  ["file:extensions.windows-pebinary-ext.imphash", hash("file.pe.imphash")],
  ["file:name", plain("file.name", "file")],
  ["file:size", number("file.size", "file")],
  ["file:mime_type", plain("file.mime_type", "file")],
  ["file:parent_directory_ref.path", plain("file.directory", "file")],
  ["artifact:hashes.MD5", hash("file.hash.md5")],
  ["artifact:hashes.SHA1", hash("file.hash.sha1")],
  ["artifact:hashes.SHA256", hash("file.hash.sha256")],
  ["artifact:hashes.SHA512", hash("file.hash.sha512")],
  ["windows-registry-key:key", { type: "windows-registry-key", fields: (value) => registryKey(String(value)) }],
  ["windows-registry-key:values.name", plain("registry.value", "windows-registry-key")],
  ["windows-registry-key:values.data", plain("registry.data.strings", "windows-registry-key")],
  ["network-traffic:dst_ref.value", host],
  ["network-traffic:src_ref.value", host],
  ["network-traffic:dst_port", number("port", "port")],
  ["network-traffic:src_port", number("port", "port")],
  ["autonomous-system:number", number("as.number", "autonomous-system")],
  ["autonomous-system:name", plain("as.organization.name", "autonomous-system")],
  ["x509-certificate:serial_number", plain("x509.serial_number", "x509-certificate")],
  ["x509-certificate:issuer", plain("x509.issuer.distinguished_name", "x509-certificate")],
  ["x509-certificate:subject", plain("x509.subject.distinguished_name", "x509-certificate")],
  // ECS has no field of their own for these; the indicator's name can be matched.
  ["mac-addr:value", plain("name", "mac-addr")],
  ["mutex:name", plain("name", "mutex")],
  ["software:name", plain("name", "software")],
  ["user-account:user_id", plain("name", "user-account")],
  ["user-account:account_login", plain("name", "user-account")],
]);

/** What a STIX property says in ECS; undefined where ECS has no field for it or the value does not fit. */
export function observableOf(
  path: string,
  value: Scalar,
): { readonly type: string; readonly fields: readonly IndicatorField[] } | undefined {
  const observable = OBSERVABLES.get(normalPath(path));
  const fields = observable?.fields(value);
  return observable && fields && { type: typeOf(observable.type, fields), fields };
}

/** An address may be of the other family than the path says, or the end of a connection a name. */
function typeOf(type: string, [first]: readonly IndicatorField[]): string {
  if (type !== "ipv4-addr" || !first) return type;
  return first[0] === "url.domain" ? "domain-name" : String(first[1]).includes(":") ? "ipv6-addr" : type;
}

function normalPath(path: string): string {
  const marker = ":hashes.";
  const at = path.indexOf(marker);
  return at === -1 ? path : path.slice(0, at + marker.length) + hashName(path.slice(at + marker.length));
}

/** `SHA-256`, `sha256` and `Sha-256` are one algorithm. */
const hashName = (name: string): string => name.toUpperCase().replaceAll("-", "");

function urlFields(value: Scalar): readonly IndicatorField[] {
  const text = String(value);
  const domain = URL.canParse(text) ? new URL(text).hostname : "";
  return [["url.original", text], ["url.full", text], ...(domain === "" ? [] : [["url.domain", domain] as const])];
}
