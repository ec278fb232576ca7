import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { parseTime } from "../../event/time.ts";
import { textOf } from "../ecs-document.ts";
import type { Memory } from "../memory.ts";
import type { WindowsDocument } from "./document.ts";

/** What the mappings need of a session. */
interface Remembering {
  memory(name: string, limit: number): Memory;
}

/** Processes remembered over all hosts. A busy host has some hundred at a time. */
const MAX_PROCESSES = 50_000;

/** Clocks of two logs of one host, and writers of one event, differ by less. */
const SLACK_MS = 2_000;

/** What an event may say about its process, and a later one may leave out; paths under `process` and `process.parent`. */
const FACTS = ["entity_id", "executable", "name", "command_line", "args", "args_count"] as const;
const MORE_FACTS = ["pe.original_file_name", "working_directory"] as const;

const processes = (session: Remembering): Memory => session.memory("windows processes", MAX_PROCESSES);

/** Keeps what the start of a process says about it, and when one ends. */
export function rememberProcess(document: WindowsDocument, session: Remembering): void {
  const key = keyOf(document, "process.pid");
  const time = timeOf(document);
  if (key === undefined || time === undefined) return;
  if (isA(document, "start")) {
    setEntityId(document, time);
    fillParent(document, session, time);
    processes(session).set(key, { ...factsOf(document), start: time });
  } else if (isA(document, "end")) {
    const known = processes(session).get(key);
    if (isJsonObject(known) && !("end" in known) && isAlive(known, time)) processes(session).set(key, { ...known, end: time });
  }
}

/** Fills what the event leaves out about its process, from the start of that process. Never changes what it says. */
export function fillProcess(document: WindowsDocument, session: Remembering): void {
  const time = timeOf(document);
  if (time === undefined || looksLikeStart(document)) return;
  const known = knownProcess(document, session, "process", time);
  if (!known) return;
  for (const path of [...FACTS, ...MORE_FACTS]) fillFact(document, `process.${path}`, known[path]);
  for (const path of ["pid", ...FACTS]) fillFact(document, `process.parent.${path}`, known[`parent.${path}`]);
}

/** Sysmon names the process of an event; Security's process creations have no id of their own: this one says host, number and time. */
function setEntityId(document: WindowsDocument, time: number): void {
  const { computer } = document.event;
  const pid = document.get("process.pid");
  if (typeof pid === "number") fillFact(document, "process.entity_id", `${computer}-${pid}-${time}`);
}

function fillParent(document: WindowsDocument, session: Remembering, time: number): void {
  const known = knownProcess(document, session, "process.parent", time);
  if (known) for (const path of FACTS) fillFact(document, `process.parent.${path}`, known[path]);
}

function fillFact({ get, set }: WindowsDocument, path: string, value: Json | undefined): void {
  if (value !== undefined && get(path) === undefined) set(path, value);
}

/** The process that had the event's process number at its time, where nothing that the event says is against it. */
function knownProcess(document: WindowsDocument, session: Remembering, prefix: string, time: number): JsonObject | undefined {
  const key = keyOf(document, `${prefix}.pid`);
  const known = key === undefined ? undefined : processes(session).get(key);
  if (!isJsonObject(known) || !isAlive(known, time)) return undefined;
  const agrees = (path: string): boolean => {
    const [said, remembered] = [textOf(document.get(`${prefix}.${path}`)), textOf(known[path])];
    return said === undefined || remembered === undefined || said.toLowerCase() === remembered.toLowerCase();
  };
  const sameId = isMade(textOf(known["entity_id"])) || agrees("entity_id");
  return sameId && agrees("executable") ? known : undefined;
}

/** Whether an id is ours and not Sysmon's: it says nothing against one of Sysmon's. */
const isMade = (id: string | undefined): boolean => id !== undefined && !id.startsWith("{");

function isAlive(known: JsonObject, time: number): boolean {
  const { start, end } = known;
  return typeof start === "number" && time >= start - SLACK_MS && (typeof end !== "number" || time <= end + SLACK_MS);
}

function factsOf({ get }: WindowsDocument): JsonObject {
  const facts: JsonObject = {};
  const keep = (name: string, path: string): void => {
    const value = get(path);
    if (value !== undefined) facts[name] = value;
  };
  for (const path of [...FACTS, ...MORE_FACTS]) keep(path, `process.${path}`);
  for (const path of ["pid", ...FACTS]) keep(`parent.${path}`, `process.parent.${path}`);
  // A copy of its own: texts that were cut out of a file would keep the whole block of it alive.
  return JSON.parse(JSON.stringify(facts)) as JsonObject;
}

function keyOf({ get, event }: WindowsDocument, path: string): string | undefined {
  const pid = get(path);
  return typeof pid === "number" && pid > 0 && event.computer !== undefined ? `${event.computer.toLowerCase()} ${pid}` : undefined;
}

function timeOf({ get }: WindowsDocument): number | undefined {
  const time = get("@timestamp");
  return typeof time === "string" ? parseTime(time) : undefined;
}

/** Whether the event is a process's start or end, and nothing else. */
function isA({ get }: WindowsDocument, type: "start" | "end"): boolean {
  const [categories, types] = [get("event.category"), get("event.type")];
  return isOnly(categories, "process") && isOnly(types, type);
}

/**
 * Whether rules for starts of processes would take the event: starts themselves, and libraries loaded by a process
 * (Sysmon 7), which must not look like a start of it once more.
 */
function looksLikeStart({ get }: WindowsDocument): boolean {
  const [categories, types] = [get("event.category"), get("event.type")];
  return Array.isArray(categories) && categories.includes("process") && Array.isArray(types) && types.includes("start");
}

const isOnly = (list: Json | undefined, word: string): boolean => Array.isArray(list) && list.length === 1 && list[0] === word;
