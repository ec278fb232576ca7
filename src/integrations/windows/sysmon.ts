import { parseTime, formatTime } from "../../event/time.ts";
import type { Session } from "../integration.ts";
import { splitArguments } from "./command-line.ts";
import { classify, setCommand, setProgram, type WindowsDocument } from "./document.ts";
import { parseHashes, setHashes } from "./hashes.ts";
import { SYSMON_EVENTS } from "./sysmon-events.ts";
import { setDns } from "./sysmon-dns.ts";
import { setFile, setLibrary } from "./sysmon-files.ts";
import { setConnection } from "./sysmon-network.ts";
import { setRegistryData, setRegistryPath } from "./registry.ts";
import { splitAccount } from "./users.ts";
import { numberOf, takeText } from "./values.ts";

/** Maps any event of Sysmon, as Elastic's `windows.sysmon_operational` does; per code only what is particular. */
export function mapSysmon(document: WindowsDocument, session: Session): void {
  const { event, set } = document;
  const kind = Object.hasOwn(SYSMON_EVENTS, event.eventId) ? SYSMON_EVENTS[event.eventId] : undefined;
  if (kind) classify(document, kind);
  else session.unmapped(`Sysmon event ${event.eventId.slice(0, 20)}`);
  set("event.outcome", kind?.outcome);
  setTime(document);
  set("rule.name", takeText(event.data, "RuleName"));
  setProcess(document);
  setUser(document);
  setFile(document);
  setEventHashes(document);
  setConnection(document);
  setRegistry(document);
  setDns(document);
  if (event.eventId === "7") setLibrary(document);
  const type = event.data.get("Type");
  if (event.eventId === "25" && document.get("message") === undefined) set("message", type);
}

/** Sysmon's own time is in UTC, whatever the time of the record. */
function setTime({ event, set }: WindowsDocument): void {
  const text = takeText(event.data, "UtcTime");
  const time = text === undefined ? undefined : parseTime(text[10] === " " ? `${text.slice(0, 10)}T${text.slice(11)}Z` : text);
  if (time !== undefined) set("@timestamp", formatTime(time));
}

/** The process that did it: the source of codes 8 and 10, the consumer of code 20. */
function setProcess(document: WindowsDocument): void {
  const { event, set } = document;
  const { data } = event;
  const image =
    takeText(data, "Image") ?? takeText(data, "SourceImage") ?? (event.eventId === "20" ? takeText(data, "Destination") : undefined);
  setProgram(document, "process", image);
  set("process.entity_id", takeText(data, "ProcessGuid") ?? takeText(data, "SourceProcessGuid") ?? takeText(data, "SourceProcessGUID"));
  set("process.pid", numberOf(takeText(data, "ProcessId") ?? takeText(data, "SourceProcessId")));
  set("process.thread.id", numberOf(takeText(data, "SourceThreadId")));
  setCommand(document, "process", takeText(data, "CommandLine"), splitArguments);
  set("process.working_directory", takeText(data, "CurrentDirectory"));
  setProgram(document, "process.parent", takeText(data, "ParentImage"));
  set("process.parent.entity_id", takeText(data, "ParentProcessGuid"));
  set("process.parent.pid", numberOf(takeText(data, "ParentProcessId")));
  setCommand(document, "process.parent", takeText(data, "ParentCommandLine"), splitArguments);
  setProduct(document, event.eventId === "7" ? "file.pe" : "process.pe");
}

/** What the program's or library's file says about itself. */
function setProduct({ event, set }: WindowsDocument, field: string): void {
  const { data } = event;
  set(`${field}.company`, data.get("Company"));
  set(`${field}.description`, data.get("Description"));
  set(`${field}.file_version`, data.get("FileVersion"));
  set(`${field}.product`, data.get("Product"));
  const original = takeText(data, "OriginalFileName");
  set(`${field}.original_file_name`, original);
  if (event.eventId === "7") set("dll.pe.original_file_name", original);
}

/** `user.id` is the account of the service, as in Elastic's integration. */
function setUser({ event, set, add }: WindowsDocument): void {
  set("user.id", event.user.identifier);
  const user = event.data.get("User");
  const account = typeof user === "string" ? splitAccount(user) : undefined;
  if (!account) return;
  event.data.delete("User");
  set("user.domain", account.domain);
  set("user.name", account.name);
  add("related.user", account.name);
}

/** Where an event's digests belong. */
const HASHED: Readonly<Record<string, readonly string[]>> = {
  "1": ["process"],
  "6": ["file"],
  "7": ["file", "dll"],
  "15": ["file"],
  "23": ["process"],
  "24": ["process"],
  "25": ["process"],
  "26": ["process"],
  "27": ["file"],
  "28": ["file"],
  "29": ["file"],
};

function setEventHashes(document: WindowsDocument): void {
  const text = takeText(document.event.data, "Hashes") ?? takeText(document.event.data, "Hash");
  if (text !== undefined) setHashes(document, HASHED[document.event.eventId] ?? ["process"], parseHashes(text));
}

function setRegistry(document: WindowsDocument): void {
  const { data } = document.event;
  const path = takeText(data, "TargetObject");
  if (path !== undefined) setRegistryPath(document, path);
  const details = path === undefined ? undefined : takeText(data, "Details");
  if (details !== undefined) setRegistryData(document, details);
}
