import { StringDecoder } from "node:string_decoder";
import { type EventDocument, ORIGIN, ORIGINAL } from "../../../event/origin.ts";
import { windowsEventObject } from "../../../event/xml/event-object.ts";
import { parseXml } from "../../../event/xml/parse.ts";
import { sourceName } from "../../source-name.ts";
import type { Format, ReadContext } from "../format.ts";

/**
 * Windows events as XML: one `<Event>`, many in `<Events>` or one after the other, as `wevtutil`, the Event Viewer and
 * forwarders write them. Each event has the layout of `event/xml/event-object.ts`; what stands between events is
 * passed over.
 */
export const xml: Format = {
  name: "xml",
  title: "Windows event XML",
  sniff: looksLikeEvents,
  read: readEvents,
};

/** Events within the head, after a declaration at the most. */
function looksLikeEvents(head: Buffer): boolean {
  const text = head.toString("utf8").trimStart();
  const start = text.startsWith("\ufeff") ? text.slice(1).trimStart() : text;
  if (isEventTag(start, 0) || start.startsWith("<Events")) return true;
  return start.startsWith("<?xml") && findEvent(start, 0) !== -1;
}

async function* readEvents(blocks: AsyncIterable<Buffer>, context: ReadContext): AsyncGenerator<EventDocument[]> {
  const decoder = new StringDecoder("utf8");
  const cutter = createCutter(context);
  for await (const block of blocks) {
    const events = cutter.feed(decoder.write(block));
    if (events.length > 0) yield events;
  }
  const rest = [...cutter.feed(decoder.end()), ...cutter.end()];
  if (rest.length > 0) yield rest;
}

const OPEN = "<Event";
const CLOSE = "</Event>";

/** Whether `<Event>` or `<Event …>` stands at a place, and not `<EventData>` or `<Events>`. */
function isEventTag(text: string, at: number): boolean {
  if (!text.startsWith(OPEN, at)) return false;
  const next = text[at + OPEN.length];
  return next === ">" || next === " " || next === "\n" || next === "\r" || next === "\t";
}

function findEvent(text: string, from: number): number {
  for (let at = text.indexOf(OPEN, from); at !== -1; at = text.indexOf(OPEN, at + 1)) if (isEventTag(text, at)) return at;
  return -1;
}

interface Cutter {
  /** The events that are complete with this text. */
  feed(text: string): EventDocument[];
  /** The input is over. */
  end(): EventDocument[];
}

function createCutter({ stream, limits, problems }: ReadContext): Cutter {
  const file = sourceName(stream.file, stream.memberName);
  let held = "";
  /** Behind the last end tag that could not be the event's. */
  let searched = 0;
  let line = 1;
  let record = 0;

  const drop = (length: number): void => {
    line += linesIn(held, length);
    held = held.slice(length);
    searched = 0;
  };
  const report = (code: "T7006" | "T7032", message: string): void => problems.report(code, "warning", () => ({ file, line, message }));

  /** The event at the beginning of what is held, up to an end tag; undefined where it goes on behind that tag. */
  const take = (end: number): EventDocument | "broken" | undefined => {
    const text = held.slice(0, end);
    const parsed = parseXml(text);
    if ("fault" in parsed && parsed.cutOff) return undefined;
    record++;
    if ("fault" in parsed) {
      report("T7032", `the event is not well-formed: ${parsed.fault}`);
      return "broken";
    }
    const document: EventDocument = windowsEventObject(parsed.element);
    document[ORIGIN] = { stream, offset: record, line, record };
    document[ORIGINAL] = text;
    return document;
  };

  /** Takes one event off; false where more text is needed. */
  const step = (events: EventDocument[]): boolean => {
    const start = findEvent(held, 0);
    if (start === -1) {
      drop(Math.max(0, held.length - OPEN.length));
      return false;
    }
    if (start > 0) drop(start);
    const close = held.indexOf(CLOSE, searched);
    if (close === -1) {
      if (held.length <= limits.maxRecordBytes) return false;
      report("T7006", `the event is longer than ${limits.maxRecordBytes} characters`);
      drop(OPEN.length);
      return true;
    }
    const end = close + CLOSE.length;
    const event = take(end);
    if (event === undefined) searched = end;
    else {
      if (event !== "broken") events.push(event);
      drop(end);
    }
    return true;
  };

  return {
    feed(text) {
      held += text;
      const events: EventDocument[] = [];
      while (step(events));
      return events;
    },
    end() {
      if (findEvent(held, 0) !== -1) report("T7032", "the input ends in the middle of an event");
      return [];
    },
  };
}

function linesIn(text: string, length: number): number {
  const part = text.slice(0, length);
  let count = 0;
  for (let at = part.indexOf("\n"); at !== -1; at = part.indexOf("\n", at + 1)) count++;
  return count;
}
