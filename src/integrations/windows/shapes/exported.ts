import type { JsonObject } from "../../../event/json.ts";
import { textOf } from "../../ecs-document.ts";
import { channelName, keywordTexts, levelText, opcodeText, outcomeOf, type WindowsEvent, type WindowsShape } from "../event.ts";
import { taskText } from "../tasks.ts";
import { numberOf, wordOf } from "../values.ts";
import { dataBeside } from "./flat.ts";

/** What the export adds; any other key is event data. */
const ADDED: ReadonlySet<string> = new Set([
  "@timestamp",
  "@version",
  "_id",
  "_index",
  "_version",
  "host",
  "tags",
  "Channel",
  "EventID",
  "Hostname",
  "SourceName",
  "ProviderGuid",
  "Level",
  "Keywords",
  "TimeCreated",
  "Task",
  "Opcode",
  "Version",
  "RecordNumber",
  "EventRecordID",
  "Message",
]);

/** Flat objects as PowerShell scripts export events for data sets (`Export-WinEvents`): `TimeCreated` beside the event data. */
export const exported: WindowsShape = {
  name: "PowerShell export",
  accepts: (record) =>
    typeof record["Channel"] === "string" && "EventID" in record && "TimeCreated" in record && !("EventReceivedTime" in record),
  channel: (record) => textOf(record["Channel"]),
  provider: (record) => textOf(record["SourceName"]),
  read,
};

function read(record: JsonObject): WindowsEvent {
  const word = (name: string): string | undefined => wordOf(record[name]);
  const keywords = keywordTexts(word("Keywords"));
  return {
    channel: channelName(word("Channel") ?? ""),
    provider: word("SourceName"),
    providerGuid: word("ProviderGuid"),
    eventId: word("EventID") ?? "",
    version: numberOf(record["Version"]),
    time: word("TimeCreated"),
    isLocalTime: true,
    recordId: word("RecordNumber") ?? word("EventRecordID"),
    computer: word("Hostname"),
    level: levelText(word("Level")),
    task: taskText(word("SourceName"), word("Task")),
    opcode: opcodeText(word("Opcode")),
    keywords,
    outcome: outcomeOf(keywords),
    pid: undefined,
    thread: undefined,
    activityId: undefined,
    relatedActivityId: undefined,
    user: {},
    data: dataBeside(record, ADDED),
    userData: {},
    message: word("Message"),
  };
}
