import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { childOf, elementsOf, textOf, type XmlElement } from "../../event/xml/element.ts";
import { parseXml } from "../../event/xml/parse.ts";
import type { WindowsDocument } from "./document.ts";
import { baseName } from "./paths.ts";
import { dataText } from "./values.ts";

const TASK_EVENTS = new Set(["4698", "4699", "4700", "4701", "4702"]);

/** 4698 to 4702: the task, from its XML. */
export function setTask({ event, set }: WindowsDocument): void {
  if (!TASK_EVENTS.has(event.eventId)) return;
  const path = dataText(event.data, "TaskName");
  if (path !== undefined) set("winlog.scheduled_task.name", baseName(path) ?? path);
  const content = dataText(event.data, "TaskContent") ?? dataText(event.data, "TaskContentNew");
  const parsed = content === undefined ? undefined : parseXml(content);
  if (!parsed || "fault" in parsed) return;
  const task = parsed.element;
  const uri = childOf(childOf(task, "RegistrationInfo") ?? task, "URI");
  if (uri) set("winlog.scheduled_task.uri", textOf(uri));
  for (const [field, name] of [
    ["actions", "Actions"],
    ["triggers", "Triggers"],
    ["principals", "Principals"],
  ] as const) {
    const list = childOf(task, name);
    const members = list ? elementsOf(list).map((part) => ({ type: part.name, ...membersOf(part) })) : [];
    if (members.length > 0) set(`winlog.scheduled_task.${field}`, members);
  }
  const settings = childOf(task, "Settings");
  if (settings) set("winlog.scheduled_task.settings", membersOf(settings));
}

function membersOf(element: XmlElement): JsonObject {
  const object: JsonObject = {};
  for (const part of elementsOf(element)) {
    const value: Json = elementsOf(part).length > 0 ? membersOf(part) : textOf(part);
    if (value !== "" && !(isJsonObject(value) && Object.keys(value).length === 0)) object[snakeCase(part.name)] = value;
  }
  return object;
}

/** `StartWhenAvailable` → `start_when_available`, `UserId` → `user_id`. */
function snakeCase(name: string): string {
  let result = "";
  for (let i = 0; i < name.length; i++) {
    const char = name[i] as string;
    const isUpper = char >= "A" && char <= "Z";
    const before = name[i - 1];
    if (isUpper && before !== undefined && !(before >= "A" && before <= "Z")) result += "_";
    result += char.toLowerCase();
  }
  return result;
}
