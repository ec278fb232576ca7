import type { JsonObject } from "../../event/json.ts";

/** One line of syslog, in its parts; `message` is what the program wrote. */
export interface SyslogLine {
  readonly header: JsonObject;
  readonly message: string;
}

/**
 * Reads a line as RFC 5424, as RFC 3164 or as rsyslog and syslog-ng write files (the same without a priority, or with an
 * ISO time); undefined where it is none of these. The header's members are `priority`, `timestamp` as written, `hostname`,
 * `appname`, `procid`, `msgid` and `structured_data`.
 */
export function readSyslogLine(text: string): SyslogLine | undefined {
  const header: JsonObject = {};
  let rest = text;
  if (text.startsWith("<")) {
    const close = text.indexOf(">");
    const priority = Number(text.slice(1, close));
    if (close < 2 || close > 4 || !Number.isInteger(priority) || priority > 191) return undefined;
    header["priority"] = priority;
    rest = text.slice(close + 1);
    if (rest.startsWith("1 ")) return readVersion1(header, rest.slice(2));
  }
  const time = readTime(rest);
  if (time === undefined) return undefined;
  header["timestamp"] = time;
  return readTagged(header, rest.slice(time.length).trimStart());
}

const MONTHS = new Set("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" "));

/** `May  1 10:00:00`, `May 01 2024 10:00:00` or an ISO time, at the beginning. */
function readTime(text: string): string | undefined {
  if (MONTHS.has(text.slice(0, 3)) && text[3] === " ") {
    const clock = text.indexOf(":");
    if (clock < 8 || clock > 15 || text[clock + 3] !== ":") return undefined;
    const time = text.slice(0, clock + 6);
    return text[clock + 6] === " " && Array.from(time.slice(4)).every((char) => " :0123456789".includes(char)) ? time : undefined;
  }
  const space = text.indexOf(" ");
  const first = text.slice(0, space);
  const isIso = space >= 19 && space <= 40 && first[4] === "-" && first[10] === "T" && first[13] === ":";
  return isIso && !Number.isNaN(Date.parse(first)) ? first : undefined;
}

/** `host program[pid]: message`; the host may be absent, as in logs that a program wrote itself. */
function readTagged(header: JsonObject, text: string): SyslogLine | undefined {
  const space = text.indexOf(" ");
  const first = space === -1 ? text : text.slice(0, space);
  const isTag = first.endsWith(":");
  if (!isTag && space === -1) return undefined;
  if (!isTag) header["hostname"] = first;
  const tagged = isTag ? text : text.slice(space + 1).trimStart();
  const colon = tagged.indexOf(":");
  if (colon === -1 || colon > MAX_TAG) return undefined;
  const tag = tagged.slice(0, colon);
  const open = tag.indexOf("[");
  const name = open === -1 ? tag : tag.slice(0, open);
  if (name === "" || name.includes(" ") || (open !== -1 && !tag.endsWith("]"))) return undefined;
  header["appname"] = name;
  if (open !== -1) header["procid"] = tag.slice(open + 1, -1);
  return { header, message: tagged.slice(colon + 1).trimStart() };
}

/** Longest `program[pid]`: RFC 3164 allows 32 characters, systemd units have longer names. */
const MAX_TAG = 128;

/** `time host app procid msgid structured-data message`, `-` for what is absent. */
function readVersion1(header: JsonObject, text: string): SyslogLine | undefined {
  const names = ["timestamp", "hostname", "appname", "procid", "msgid"];
  let rest = text;
  for (const name of names) {
    const space = rest.indexOf(" ");
    if (space <= 0) return undefined;
    if (rest.slice(0, space) !== "-") header[name] = rest.slice(0, space);
    rest = rest.slice(space + 1);
  }
  const end = dataEnd(rest);
  if (end === undefined) return undefined;
  if (rest[0] === "[") header["structured_data"] = rest.slice(0, end);
  const message = rest.slice(end).trimStart();
  return { header, message: message.startsWith("\ufeff") ? message.slice(1) : message };
}

/** Where structured data end: `-`, or elements in brackets whose values are quoted and escape `]`. */
function dataEnd(text: string): number | undefined {
  if (text.startsWith("-")) return 1;
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === "\\" && isQuoted) i++;
    else if (char === '"') isQuoted = !isQuoted;
    else if (!isQuoted && char === "]" && text[i + 1] !== "[") return i + 1;
    else if (i === 0 && char !== "[") return undefined;
  }
  return undefined;
}
