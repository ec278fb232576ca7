import type { JsonObject } from "../../../event/json.ts";
import { windowsEventObject } from "../../../event/xml/event-object.ts";
import { parseXml } from "../../../event/xml/parse.ts";
import { objectOf, textOf } from "../../ecs-document.ts";
import type { WindowsShape } from "../event.ts";
import { eventSystem, readEvent } from "./event-system.ts";

/** Where a log line may stand in a record. */
const TEXTS = ["SyslogMessage", "message", "Message", "event.original", "_raw", "xml"] as const;

/**
 * An event's XML as the text of another record: Sysmon for Linux in syslog, or a shipper that sends what it reads.
 * Only where the text begins with `<Event`, or a syslog header stands before it.
 */
export const syslogXml: WindowsShape = {
  name: "event XML in a text",
  accepts: (record) => xmlText(record) !== undefined && systemOf(record) !== undefined,
  channel: (record) => eventSystem.channel(systemOf(record) ?? {}),
  provider: (record) => eventSystem.provider(systemOf(record) ?? {}),
  read: (record) => readEvent(objectOf(systemOf(record)?.["Event"])),
};

/** Longest header of syslog before the event. */
const MAX_HEADER = 300;

function xmlText(record: JsonObject): string | undefined {
  for (const name of TEXTS) {
    const text = textOf(record[name]);
    if (text === undefined) continue;
    const from = text.slice(0, MAX_HEADER).indexOf("<Event>");
    const other = from === -1 ? text.slice(0, MAX_HEADER).indexOf("<Event ") : from;
    if (other !== -1 && text.includes("</Event>", other)) return text.slice(other);
  }
  return undefined;
}

function systemOf(record: JsonObject): JsonObject | undefined {
  const text = xmlText(record);
  const parsed = text === undefined ? undefined : parseXml(text);
  if (!parsed || "fault" in parsed) return undefined;
  const event = windowsEventObject(parsed.element);
  return eventSystem.accepts(event) ? event : undefined;
}
