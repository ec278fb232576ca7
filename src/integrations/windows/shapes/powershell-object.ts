import { isJsonObject, type Json, type JsonObject } from "../../../event/json.ts";
import { formatTime } from "../../../event/time.ts";
import { objectOf, textOf } from "../../ecs-document.ts";
import { channelName, type EventData, keywordTexts, levelText, outcomeOf, type WindowsEvent, type WindowsShape } from "../event.ts";
import { dataNames } from "../manifest.ts";
import { taskText } from "../tasks.ts";
import { addUnnamed, numberOf, wordOf } from "../values.ts";

/** `Get-WinEvent | ConvertTo-Json`: the members of .NET's EventLogRecord; data in `Properties`, without names. */
export const powershellObject: WindowsShape = {
  name: "Get-WinEvent",
  accepts: (record) => typeof record["LogName"] === "string" && "Id" in record && ("ProviderName" in record || "Properties" in record),
  channel: (record) => textOf(record["LogName"]),
  provider: (record) => textOf(record["ProviderName"]),
  read,
};

function read(record: JsonObject): WindowsEvent {
  const word = (name: string): string | undefined => wordOf(record[name]);
  const keywords = keywordTexts(word("Keywords"));
  return {
    channel: channelName(word("LogName") ?? ""),
    provider: word("ProviderName"),
    providerGuid: word("ProviderId"),
    eventId: word("Id") ?? "",
    version: numberOf(record["Version"]),
    time: timeOf(record["TimeCreated"]),
    recordId: word("RecordId"),
    computer: word("MachineName"),
    level: levelText(word("LevelDisplayName") ?? word("Level")),
    task: word("TaskDisplayName") ?? taskText(word("ProviderName"), word("Task")),
    opcode: word("OpcodeDisplayName"),
    keywords,
    outcome: outcomeOf(keywords),
    pid: numberOf(record["ProcessId"]),
    thread: numberOf(record["ThreadId"]),
    activityId: word("ActivityId"),
    relatedActivityId: word("RelatedActivityId"),
    user: { identifier: wordOf(objectOf(record["UserId"])["Value"]) ?? word("UserId") },
    data: readProperties(record),
    userData: {},
    message: word("Message"),
  };
}

/** `/Date(1603826414324)/`, ISO text, or an object that holds either. */
function timeOf(value: Json | undefined): string | undefined {
  if (isJsonObject(value)) return timeOf(value["value"] ?? value["DateTime"]);
  const text = wordOf(value);
  if (!text?.startsWith("/Date(")) return text;
  const ms = Number(text.slice("/Date(".length, text.indexOf(")")));
  return Number.isSafeInteger(ms) ? formatTime(ms) : undefined;
}

/** The names of the data are known for the events that rules read most; else they are `param1`, `param2`, …. */
function readProperties(record: JsonObject): EventData {
  const list = record["Properties"];
  const values = (Array.isArray(list) ? list : []).map((item) => textOf(isJsonObject(item) ? item["Value"] : item) ?? "");
  const names = dataNames(textOf(record["ProviderName"]) ?? "", textOf(record["Id"]) ?? "", values.length);
  const data: EventData = new Map();
  if (names) names.forEach((name, i) => data.set(name, values[i] ?? ""));
  else addUnnamed(data, values);
  return data;
}
