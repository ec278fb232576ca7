import type { Json, JsonObject } from "../../../event/json.ts";
import { objectOf, textOf } from "../../ecs-document.ts";
import { channelName, levelText, type LoggingUser, outcomeOf, type WindowsEvent, type WindowsShape } from "../event.ts";
import { dataOf, numberOf, wordOf } from "../values.ts";

/** Winlogbeat up to version 6: `log_name`, `event_id` and `event_data` at the top. */
export const winlogbeat6: WindowsShape = {
  name: "Winlogbeat 6",
  accepts: (record) => typeof record["log_name"] === "string" && "event_id" in record,
  channel: (record) => textOf(record["log_name"]),
  provider: (record) => textOf(record["source_name"]),
  read,
};

function read(record: JsonObject): WindowsEvent {
  const word = (name: string): string | undefined => wordOf(record[name]);
  const keywords = wordsOf(record["keywords"]);
  return {
    channel: channelName(word("log_name") ?? ""),
    provider: word("source_name"),
    providerGuid: word("provider_guid"),
    eventId: word("event_id") ?? "",
    version: numberOf(record["version"]),
    time: word("@timestamp"),
    recordId: word("record_number"),
    computer: word("computer_name"),
    level: levelText(word("level")),
    task: word("task"),
    opcode: word("opcode"),
    keywords,
    outcome: outcomeOf(keywords),
    pid: numberOf(record["process_id"]),
    thread: numberOf(record["thread_id"]),
    activityId: word("activity_id"),
    relatedActivityId: word("related_activity_id"),
    user: userOf(record["user"]),
    data: dataOf(objectOf(record["event_data"])),
    userData: objectOf(record["user_data"]),
    message: word("message"),
  };
}

export function userOf(value: Json | undefined): LoggingUser {
  const user = objectOf(value);
  return {
    identifier: wordOf(user["identifier"]),
    name: wordOf(user["name"]),
    domain: wordOf(user["domain"]),
    type: wordOf(user["type"]),
  };
}

/** The words of a list, or one word. */
export function wordsOf(value: Json | undefined): readonly string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.map(wordOf).filter((word) => word !== undefined);
}
