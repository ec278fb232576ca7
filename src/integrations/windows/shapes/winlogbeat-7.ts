import type { JsonObject } from "../../../event/json.ts";
import { objectOf, textOf } from "../../ecs-document.ts";
import { channelName, levelText, outcomeOf, type WindowsEvent, type WindowsShape } from "../event.ts";
import { dataOf, numberOf, wordOf } from "../values.ts";
import { userOf, wordsOf } from "./winlogbeat-6.ts";

/** Winlogbeat 7 and later, and Elastic Agent's winlog input, before an ingest pipeline: everything under `winlog`. */
export const winlogbeat7: WindowsShape = {
  name: "Winlogbeat 7",
  accepts: (record) => {
    const winlog = objectOf(record["winlog"]);
    return typeof winlog["channel"] === "string" && "event_id" in winlog;
  },
  channel: (record) => textOf(objectOf(record["winlog"])["channel"]),
  provider: (record) => textOf(objectOf(record["winlog"])["provider_name"]),
  read,
};

function read(record: JsonObject): WindowsEvent {
  const winlog = objectOf(record["winlog"]);
  const word = (name: string): string | undefined => wordOf(winlog[name]);
  const process = objectOf(winlog["process"]);
  const event = objectOf(record["event"]);
  const keywords = wordsOf(winlog["keywords"]);
  const outcome = wordOf(event["outcome"]);
  return {
    channel: channelName(word("channel") ?? ""),
    provider: word("provider_name"),
    providerGuid: word("provider_guid"),
    eventId: word("event_id") ?? "",
    version: numberOf(winlog["version"]),
    time: wordOf(record["@timestamp"]) ?? word("time_created"),
    timeCreated: word("time_created"),
    recordId: word("record_id"),
    computer: word("computer_name"),
    level: levelText(wordOf(objectOf(record["log"])["level"])),
    task: word("task"),
    opcode: word("opcode"),
    keywords,
    outcome: outcomeOf(keywords) ?? (outcome === "success" || outcome === "failure" ? outcome : undefined),
    pid: numberOf(process["pid"]),
    thread: numberOf(objectOf(process["thread"])["id"]),
    activityId: word("activity_id"),
    relatedActivityId: word("related_activity_id"),
    user: userOf(winlog["user"]),
    data: dataOf(objectOf(winlog["event_data"])),
    userData: objectOf(winlog["user_data"]),
    message: wordOf(record["message"]),
  };
}
