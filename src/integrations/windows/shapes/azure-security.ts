import { isJsonObject, type Json, type JsonObject } from "../../../event/json.ts";
import { namedData } from "../../../event/xml/event-object.ts";
import { type XmlElement, childOf } from "../../../event/xml/element.ts";
import { parseXml } from "../../../event/xml/parse.ts";
import { textOf } from "../../ecs-document.ts";
import { channelName, type EventData, levelText, type WindowsEvent, type WindowsShape } from "../event.ts";
import { taskText } from "../tasks.ts";
import { addUnnamed, dataOf, numberOf, wordOf } from "../values.ts";

/**
 * Tables of Azure Monitor and Microsoft Sentinel: SecurityEvent, WindowsEvent and Event. `EventData` is XML or JSON in
 * a text, or an object; SecurityEvent has the data in columns too.
 */
export const azureSecurity: WindowsShape = {
  name: "Azure Monitor",
  accepts: (record) => "EventID" in record && "TimeGenerated" in record && !("TimeCreated" in record),
  channel: channelOf,
  provider: (record) => textOf(record["EventSourceName"] ?? record["Provider"] ?? record["Source"]),
  read,
};

/** Columns that are not event data. */
const ADDED: ReadonlySet<string> = new Set(
  (
    "TenantId SourceSystem TimeGenerated Computer EventData EventData_dynamic EventData_string EventID MG ManagementGroupName Type _ResourceId _SubscriptionId " +
    "EventSourceName Provider Source Channel EventLog Task Level EventLevel EventLevelName Activity SourceComputerId EventOriginId TimeCollected InstanceId " +
    "RenderedDescription ParameterXml Message Keywords Opcode Version SystemUserId Correlation UserName AccountType Account SubjectAccount TargetAccount " +
    "_id _index _version @timestamp"
  ).split(" "),
);

/** SecurityEvent's rows are of the Security log, whether they say so or not. */
function channelOf(record: JsonObject): string | undefined {
  const named = textOf(record["Channel"] ?? record["EventLog"]);
  return named ?? (record["Type"] === "SecurityEvent" || "LayerRTID" in record ? "Security" : undefined);
}

function read(record: JsonObject): WindowsEvent {
  const word = (name: string): string | undefined => wordOf(record[name]);
  const level = word("EventLevelName") ?? word("Level");
  return {
    channel: channelName(channelOf(record) ?? ""),
    provider: azureSecurity.provider(record) ?? (channelOf(record) === "Security" ? "Microsoft-Windows-Security-Auditing" : undefined),
    providerGuid: undefined,
    eventId: word("EventID") ?? "",
    version: numberOf(record["Version"]),
    time: word("TimeGenerated"),
    recordId: word("EventRecordId"),
    computer: word("Computer"),
    level: levelText(level === "8" || level === "16" ? "information" : level),
    task: taskText(azureSecurity.provider(record), word("Task")),
    opcode: undefined,
    keywords: keywordsOf(level),
    outcome: outcomeFrom(level),
    pid: numberOf(record["SystemProcessId"]),
    thread: numberOf(record["SystemThreadId"]),
    activityId: undefined,
    relatedActivityId: undefined,
    user: { identifier: word("SystemUserId") },
    data: readData(record),
    userData: {},
    message: word("RenderedDescription") ?? word("Message"),
  };
}

/** 8 and 16 are the levels under which the agent files audits. */
function outcomeFrom(level: string | undefined): "success" | "failure" | undefined {
  if (level === "16" || level === "Audit Failure") return "failure";
  return level === "8" || level === "Audit Success" ? "success" : undefined;
}

function keywordsOf(level: string | undefined): readonly string[] {
  const outcome = outcomeFrom(level);
  return outcome === undefined ? [] : [outcome === "success" ? "Audit Success" : "Audit Failure"];
}

function readData(record: JsonObject): EventData {
  const whole = record["EventData"] ?? record["EventData_string"] ?? record["EventData_dynamic"];
  const data = dataFrom(whole);
  if (data) return data;
  const columns = dataOf(record);
  for (const name of columns.keys()) if (ADDED.has(name)) columns.delete(name);
  for (const [name, value] of Array.from(columns)) {
    if (!name.endsWith("_string")) continue;
    columns.delete(name);
    columns.set(name.slice(0, -"_string".length), value);
  }
  return columns;
}

function dataFrom(whole: Json | undefined): EventData | undefined {
  if (isJsonObject(whole)) return dataOf(whole);
  if (typeof whole !== "string") return undefined;
  if (whole.trimStart().startsWith("<")) return xmlData(whole);
  try {
    const value = JSON.parse(whole) as Json;
    if (isJsonObject(value)) return dataOf(value);
    const data: EventData = new Map();
    if (Array.isArray(value)) addUnnamed(data, value);
    return data;
  } catch {
    return undefined;
  }
}

function xmlData(text: string): EventData | undefined {
  const parsed = parseXml(text);
  if ("fault" in parsed) return undefined;
  const element: XmlElement = childOf(parsed.element, "EventData") ?? parsed.element;
  const { Data: unnamed, ...named } = namedData(element);
  const data = dataOf(named);
  if (Array.isArray(unnamed)) addUnnamed(data, unnamed);
  return data;
}
