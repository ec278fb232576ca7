import type { JsonObject } from "../../../event/json.ts";
import { formatTime, parseTime } from "../../../event/time.ts";
import { textOf } from "../../ecs-document.ts";
import { channelName, keywordTexts, levelText, outcomeOf, type WindowsEvent, type WindowsShape } from "../event.ts";
import { numberOf, wordOf } from "../values.ts";
import { dataBeside } from "./flat.ts";

/** What NXLog and the collectors behind it add; any other key is event data. */
const ADDED: ReadonlySet<string> = new Set([
  "@timestamp",
  "@version",
  "tags",
  "host",
  "port",
  "_id",
  "_index",
  "_version",
  "_score",
  "type",
  "Channel",
  "EventID",
  "Hostname",
  "SourceName",
  "ProviderGuid",
  "Version",
  "Task",
  "Category",
  "Opcode",
  "OpcodeValue",
  "Keywords",
  "Severity",
  "SeverityValue",
  "EventTime",
  "EventTimeWritten",
  "EventReceivedTime",
  "RecordNumber",
  "ExecutionProcessID",
  "ThreadID",
  "ActivityID",
  "RelatedActivityID",
  "SourceModuleName",
  "SourceModuleType",
  "EventTypeOrignal",
  "ERROR_EVT_UNRESOLVED",
  "Message",
]);

/** Who wrote the record, where it says so. */
const LOGGING_USER: ReadonlySet<string> = new Set(["UserID", "AccountName", "AccountType", "Domain"]);

/** NXLog's own `EventType`; any other value is event data of the same name, which took its place. */
const EVENT_TYPES: ReadonlySet<string> = new Set([
  "AUDIT_SUCCESS",
  "AUDIT_FAILURE",
  "INFO",
  "WARNING",
  "ERROR",
  "VERBOSE",
  "CRITICAL",
  "DEBUG",
]);

/** Flat objects as NXLog's `im_msvistalog` with `to_json` writes them. */
export const nxlog: WindowsShape = {
  name: "NXLog",
  accepts: (record) =>
    typeof record["Channel"] === "string" && "EventID" in record && ("SourceModuleType" in record || "EventReceivedTime" in record),
  channel: (record) => textOf(record["Channel"]),
  provider: (record) => textOf(record["SourceName"]),
  read,
};

function read(record: JsonObject): WindowsEvent {
  const word = (name: string): string | undefined => wordOf(record[name]);
  const type = word("EventType");
  const isType = type !== undefined && EVENT_TYPES.has(type);
  const keywords = [...keywordTexts(exactKeywords(record["Keywords"], isType ? type : undefined))];
  return {
    channel: channelName(word("Channel") ?? ""),
    provider: word("SourceName"),
    providerGuid: word("ProviderGuid"),
    eventId: word("EventID") ?? "",
    version: numberOf(record["Version"]),
    time: timeOf(record),
    recordId: word("RecordNumber"),
    computer: word("Hostname"),
    level: levelText(severityOf(record)),
    task: word("Category"),
    opcode: word("Opcode"),
    keywords,
    outcome: outcomeOf(keywords),
    pid: numberOf(record["ExecutionProcessID"] ?? record["ProcessID"]),
    thread: numberOf(record["ThreadID"]),
    activityId: word("ActivityID"),
    relatedActivityId: word("RelatedActivityID"),
    user: word("UserID")
      ? { identifier: word("UserID"), name: word("AccountName"), domain: word("Domain"), type: word("AccountType") }
      : {},
    data: readData(record, isType),
    userData: {},
    message: word("Message"),
  };
}

function readData(record: JsonObject, isType: boolean): WindowsEvent["data"] {
  const data = dataBeside(record, ADDED);
  if (isType) data.delete("EventType");
  if ("UserID" in record) for (const name of LOGGING_USER) data.delete(name);
  if (!("ExecutionProcessID" in record)) data.delete("ProcessID");
  return data;
}

/** The number has lost its low bits as a JSON number; whether an audit succeeded is written in words, too. */
function exactKeywords(value: JsonObject[string] | undefined, type: string | undefined): string | undefined {
  if (type === "AUDIT_SUCCESS") return "0x20000000000000";
  if (type === "AUDIT_FAILURE") return "0x10000000000000";
  return typeof value === "number" && Number.isInteger(value) ? BigInt(value).toString() : textOf(value);
}

const SEVERITIES: Readonly<Record<string, string>> = {
  INFO: "information",
  DEBUG: "verbose",
  WARNING: "warning",
  ERROR: "error",
  CRITICAL: "critical",
};

const severityOf = (record: JsonObject): string | undefined => SEVERITIES[wordOf(record["Severity"]) ?? ""];

const QUARTER_HOUR = 15 * 60_000;

/**
 * `EventTime` and `EventReceivedTime` are local, `@timestamp` is when the next collector had it, in UTC: what lies
 * between the latter two is the collector's distance from UTC, to the quarter of an hour, and a little delay.
 */
function timeOf(record: JsonObject): string | undefined {
  const [event, received, arrived] = ["EventTime", "EventReceivedTime", "@timestamp"].map((name) => readTime(record[name]));
  if (event === undefined) return wordOf(record["@timestamp"]);
  if (received === undefined || arrived === undefined) return formatTime(event);
  return formatTime(event + Math.floor((arrived - received) / QUARTER_HOUR + 0.2) * QUARTER_HOUR);
}

function readTime(value: JsonObject[string] | undefined): number | undefined {
  const text = wordOf(value);
  if (text === undefined) return undefined;
  return parseTime(text[10] === " " ? `${text.slice(0, 10)}T${text.slice(11)}` : text);
}
