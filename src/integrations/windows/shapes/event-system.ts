import { isJsonObject, type Json, type JsonObject } from "../../../event/json.ts";
import { objectOf, textOf } from "../../ecs-document.ts";
import {
  channelName,
  type EventData,
  keywordTexts,
  levelText,
  opcodeText,
  outcomeOf,
  type WindowsEvent,
  type WindowsShape,
} from "../event.ts";
import { taskText } from "../tasks.ts";
import { addUnnamed, dataOf, numberOf, wordOf } from "../values.ts";

/**
 * The event's XML as an object, `Event.System` and the data beside it: what our EVTX and XML readers give, and what
 * evtx_dump, Chainsaw and Velociraptor write. Attributes stand in `#attributes`, in `Name_attributes` beside the
 * element, or as members of it.
 */
export const eventSystem: WindowsShape = {
  name: "Event.System",
  accepts: (record) => systemOf(record) !== undefined,
  channel: (record) => textOf(valueOf(systemOf(record) ?? {}, "Channel")),
  provider: (record) => attributeOf(systemOf(record) ?? {}, "Provider", "Name"),
  read: (record) => readEvent(objectOf(record["Event"] ?? record)),
};

/** Velociraptor leaves the outermost `Event` out. */
function systemOf(record: JsonObject): JsonObject | undefined {
  const system = objectOf(record["Event"] ?? record)["System"];
  return isJsonObject(system) && "Channel" in system && "EventID" in system ? system : undefined;
}

function valueOf(parent: JsonObject, name: string): Json | undefined {
  const value = parent[name];
  return isJsonObject(value) ? (value["#text"] ?? value["Value"]) : value;
}

function attributeOf(parent: JsonObject, element: string, name: string): string | undefined {
  const value = objectOf(parent[element]);
  const beside = objectOf(parent[`${element}_attributes`]);
  return textOf(objectOf(value["#attributes"])[name] ?? beside[name] ?? value[name]);
}

export function readEvent(event: JsonObject): WindowsEvent {
  const system = objectOf(event["System"]);
  const rendering = objectOf(event["RenderingInfo"]);
  const text = (name: string): string | undefined => wordOf(valueOf(system, name));
  const attribute = (element: string, name: string): string | undefined => wordOf(attributeOf(system, element, name));
  const rendered = (name: string): string | undefined => wordOf(valueOf(rendering, name));
  const keywords = keywordTexts(text("Keywords"));
  return {
    channel: channelName(text("Channel") ?? ""),
    provider: attribute("Provider", "Name") ?? attribute("Provider", "EventSourceName"),
    providerGuid: bracedGuid(attribute("Provider", "Guid")),
    eventId: text("EventID") ?? "",
    version: numberOf(text("Version")),
    time: timeOf(attribute("TimeCreated", "SystemTime")),
    recordId: text("EventRecordID"),
    computer: text("Computer"),
    level: levelText(rendered("Level") ?? text("Level")),
    task: rendered("Task") ?? taskText(attribute("Provider", "Name"), text("Task")),
    opcode: rendered("Opcode") ?? opcodeText(text("Opcode")),
    keywords: renderedKeywords(rendering) ?? keywords,
    outcome: outcomeOf(keywords),
    pid: numberOf(attribute("Execution", "ProcessID")),
    thread: numberOf(attribute("Execution", "ThreadID")),
    activityId: bracedGuid(attribute("Correlation", "ActivityID")),
    relatedActivityId: bracedGuid(attribute("Correlation", "RelatedActivityID")),
    user: { identifier: attribute("Security", "UserID") ?? attribute("Security", "UserId") },
    data: readData(event),
    userData: readUserData(event["UserData"]),
    message: rendered("Message") ?? wordOf(event["Message"]),
  };
}

/** Velociraptor writes seconds since 1970. */
function timeOf(text: string | undefined): string | undefined {
  const seconds = Number(text);
  if (text === undefined || Number.isNaN(seconds)) return text;
  const time = new Date(Math.round(seconds * 1000));
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

/** evtx_dump leaves the braces out. */
export function bracedGuid(guid: string | undefined): string | undefined {
  if (guid === undefined) return undefined;
  return guid.startsWith("{") ? guid : `{${guid}}`;
}

function renderedKeywords(rendering: JsonObject): readonly string[] | undefined {
  const keywords = objectOf(rendering["Keywords"])["Keyword"];
  const list = Array.isArray(keywords) ? keywords : [keywords];
  const words = list.map(wordOf).filter((word) => word !== undefined);
  return words.length > 0 ? words : undefined;
}

function readData(event: JsonObject): EventData {
  const { Data: unnamed, ...named } = objectOf(event["EventData"]);
  const data: EventData = new Map();
  const texts = isJsonObject(unnamed) ? unnamed["#text"] : unnamed;
  if (isNamedList(unnamed)) addNamed(data, unnamed);
  else if (texts !== undefined && texts !== null) addUnnamed(data, Array.isArray(texts) ? texts : [texts]);
  for (const [name, value] of dataOf(named)) data.set(name, value);
  return data;
}

/** Converters that know nothing of events keep each `<Data>` as an object with its name. */
function isNamedList(data: Json | undefined): data is JsonObject[] {
  return Array.isArray(data) && data.length > 0 && data.every((item) => isJsonObject(item) && nameOf(item) !== undefined);
}

const nameOf = (item: JsonObject): string | undefined => textOf(objectOf(item["#attributes"])["Name"] ?? item["@Name"] ?? item["Name"]);

function addNamed(data: EventData, items: readonly JsonObject[]): void {
  for (const item of items) {
    const value = item["#text"] ?? item["text"] ?? item["Value"];
    data.set(nameOf(item) as string, typeof value === "number" ? String(value) : (value ?? ""));
  }
}

/** The members of the one element that user data holds. */
function readUserData(value: Json | undefined): JsonObject {
  const [name, ...others] = Object.keys(objectOf(value)).filter((key) => !key.startsWith("#"));
  if (name === undefined) return {};
  const inner = objectOf(value)[name];
  if (others.length > 0 || !isJsonObject(inner)) return objectOf(value);
  const members = Object.entries(inner).filter(([key]) => !key.startsWith("#"));
  return { ...Object.fromEntries(members), xml_name: name };
}
