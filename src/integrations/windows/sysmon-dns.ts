import type { JsonObject } from "../../event/json.ts";
import type { WindowsDocument } from "./document.ts";
import { addressOf } from "./network.ts";
import { takeText } from "./values.ts";

/** Statuses of DNS queries that Windows gives most, by number (`winerror.h`). */
const STATUSES: Readonly<Record<string, string>> = {
  "0": "SUCCESS",
  "5": "ERROR_ACCESS_DENIED",
  "8": "ERROR_NOT_ENOUGH_MEMORY",
  "13": "ERROR_INVALID_DATA",
  "14": "ERROR_OUTOFMEMORY",
  "87": "ERROR_INVALID_PARAMETER",
  "123": "ERROR_INVALID_NAME",
  "1214": "ERROR_INVALID_NETNAME",
  "1223": "ERROR_CANCELLED",
  "1460": "ERROR_TIMEOUT",
  "9001": "DNS_ERROR_RCODE_FORMAT_ERROR",
  "9002": "DNS_ERROR_RCODE_SERVER_FAILURE",
  "9003": "DNS_ERROR_RCODE_NAME_ERROR",
  "9004": "DNS_ERROR_RCODE_NOT_IMPLEMENTED",
  "9005": "DNS_ERROR_RCODE_REFUSED",
  "9501": "DNS_INFO_NO_RECORDS",
  "9502": "DNS_ERROR_BAD_PACKET",
  "9503": "DNS_ERROR_NO_PACKET",
  "9560": "DNS_ERROR_INVALID_NAME_CHAR",
  "9561": "DNS_ERROR_NUMERIC_NAME",
  "9701": "DNS_ERROR_RECORD_DOES_NOT_EXIST",
  "9852": "DNS_ERROR_NO_DNS_SERVERS",
};

/** Types of records by number, as `QueryResults` names them. */
const TYPES: Readonly<Record<string, string>> = {
  "1": "A",
  "2": "NS",
  "5": "CNAME",
  "6": "SOA",
  "12": "PTR",
  "15": "MX",
  "16": "TXT",
  "28": "AAAA",
  "33": "SRV",
  "65": "HTTPS",
};

/** Code 22: the question, its status and its answers. */
export function setDns(document: WindowsDocument): void {
  const { event, set, add } = document;
  if (event.eventId !== "22") return;
  const name = takeText(event.data, "QueryName");
  const status = takeText(event.data, "QueryStatus");
  const results = takeText(event.data, "QueryResults");
  set("network.protocol", "dns");
  set("sysmon.dns.status", status === undefined ? undefined : (STATUSES[status] ?? status));
  if (results !== undefined) setAnswers(document, results);
  if (name === undefined) return;
  set("dns.question.name", name);
  add("related.hosts", name);
  setDomain(document, name);
}

/** `type:  5 www.example.com;::ffff:192.0.2.1;`: an entry without a type is an address. */
function setAnswers({ set, add }: WindowsDocument, results: string): void {
  const answers: JsonObject[] = [];
  for (const result of results.split(";")) {
    if (result === "") continue;
    const named = typedResult(result);
    const ip = named ? undefined : addressOf(result.trim());
    if (named) {
      answers.push({ type: TYPES[named.type] ?? named.type, data: named.data });
      add("related.hosts", named.data);
    } else if (ip !== undefined) {
      answers.push({ type: ip.includes(":") ? "AAAA" : "A", data: ip });
      add("dns.resolved_ip", ip);
      add("related.ip", ip);
    }
  }
  if (answers.length > 0) set("dns.answers", answers);
}

function typedResult(result: string): { readonly type: string; readonly data: string } | undefined {
  if (!result.startsWith("type:")) return undefined;
  const rest = result.slice("type:".length).trim();
  const blank = rest.indexOf(" ");
  return blank === -1 ? undefined : { type: rest.slice(0, blank), data: rest.slice(blank + 1).trim() };
}

/** Second parts of country domains under which names are registered. A full list of public suffixes is not kept. */
const SECOND_LEVEL = new Set(["co", "com", "net", "org", "gov", "edu", "ac", "or", "ne", "go", "gob", "mil"]);

const isLetterPair = (label: string | undefined): boolean => label?.length === 2;

/** The registered domain of a name, what stands before it, and its top level. */
function setDomain({ set }: WindowsDocument, name: string): void {
  const labels = name.endsWith(".") ? name.slice(0, -1).split(".") : name.split(".");
  if (labels.length < 2 || labels.includes("") || addressOf(name) !== undefined) return;
  const isLong = labels.length > 2 && isLetterPair(labels.at(-1)) && SECOND_LEVEL.has(labels.at(-2) as string);
  const suffix = isLong ? 2 : 1;
  set("dns.question.top_level_domain", labels.slice(-suffix).join("."));
  set("dns.question.registered_domain", labels.slice(-suffix - 1).join("."));
  set("dns.question.subdomain", labels.slice(0, -suffix - 1).join("."));
}
