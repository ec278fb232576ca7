import type { JsonObject } from "../../../event/json.ts";
import { textOf } from "../../ecs-document.ts";
import { channelName, keywordTexts, levelText, opcodeText, outcomeOf, type WindowsEvent, type WindowsShape } from "../event.ts";
import { taskText } from "../tasks.ts";
import { numberOf, wordOf } from "../values.ts";
import { dataBeside } from "./flat.ts";

/** Names under which tools write the same thing; any key of a record that is none of these is event data. */
const PROVIDER = ["SourceName", "Provider_Name", "ProviderName", "Provider"] as const;
const COMPUTER = ["Hostname", "Computer", "ComputerName", "MachineName"] as const;
const TIME = ["SystemTime", "TimeCreated_SystemTime", "TimeCreated", "@timestamp", "Timestamp", "timestamp"] as const;
const RECORD = ["EventRecordID", "RecordNumber", "RecordID"] as const;
const ADDED: ReadonlySet<string> = new Set([
  ...PROVIDER,
  ...COMPUTER,
  ...TIME,
  ...RECORD,
  "@version",
  "_id",
  "_index",
  "_version",
  "host",
  "tags",
  "Channel",
  "EventID",
  "ProviderGuid",
  "Level",
  "Keywords",
  "Task",
  "Opcode",
  "Version",
  "ExecutionProcessID",
  "ThreadID",
  "Message",
]);

/** What tells flat objects that have a shape of their own. */
const OTHERS = ["EventReceivedTime", "SourceModuleType", "TimeGenerated"] as const;

/**
 * Flat objects: `Channel`, `EventID`, and the event data beside them, as scripts of PowerShell export events for data
 * sets (`Export-WinEvents`) and as converters flatten them.
 */
export const exported: WindowsShape = {
  name: "flat export",
  accepts: (record) =>
    typeof record["Channel"] === "string" && "EventID" in record && !("System" in record) && !OTHERS.some((name) => name in record),
  channel: (record) => textOf(record["Channel"]),
  provider: (record) => firstOf(record, PROVIDER),
  read,
};

function firstOf(record: JsonObject, names: readonly string[]): string | undefined {
  for (const name of names) {
    const word = wordOf(record[name]);
    if (word !== undefined) return word;
  }
  return undefined;
}

function read(record: JsonObject): WindowsEvent {
  const word = (name: string): string | undefined => wordOf(record[name]);
  const keywords = keywordTexts(word("Keywords"));
  const provider = firstOf(record, PROVIDER);
  const time = firstOf(record, TIME);
  return {
    channel: channelName(word("Channel") ?? ""),
    provider,
    providerGuid: word("ProviderGuid"),
    eventId: word("EventID") ?? "",
    version: numberOf(record["Version"]),
    time,
    isLocalTime: time !== undefined && time === word("TimeCreated"),
    recordId: firstOf(record, RECORD),
    computer: firstOf(record, COMPUTER),
    level: levelText(word("Level")),
    task: taskText(provider, word("Task")),
    opcode: opcodeText(word("Opcode")),
    keywords,
    outcome: outcomeOf(keywords),
    pid: numberOf(record["ExecutionProcessID"]),
    thread: numberOf(record["ThreadID"]),
    activityId: undefined,
    relatedActivityId: undefined,
    user: {},
    data: dataBeside(record, ADDED),
    userData: {},
    message: word("Message"),
  };
}
