import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { compilePath } from "../../event/path.ts";
import { plural } from "./quantity.ts";

/** Longest value taken over; the table shortens to its columns. */
const MAX_VALUE = 400;

const FIELDS = [
  "process.name",
  "process.parent.name",
  "process.command_line",
  "event.action",
  "event.outcome",
  "event.provider",
  "event.code",
  "file.path",
  "file.name",
  "registry.path",
  "registry.data.strings",
  "dns.question.name",
  "url.full",
  "dll.name",
  "source.ip",
  "destination.ip",
  "destination.port",
  "message",
  "kibana.alert.reason",
  "kibana.alert.new_terms",
] as const;

type FieldName = (typeof FIELDS)[number];
type Read = (field: FieldName) => string;

const READERS: ReadonlyMap<string, (document: JsonObject) => readonly unknown[]> = new Map(
  FIELDS.map((field) => [field, compilePath(field)]),
);

/** The field's first values as one text; empty where it is missing. */
const createRead =
  (alert: JsonObject): Read =>
  (field) =>
    (READERS.get(field)?.(alert) ?? [])
      .slice(0, 3)
      .map((value) => String(value).slice(0, MAX_VALUE))
      .join(", ");

/** A way to tell what happened; undefined where the alert lacks its fields. */
type Telling = (read: Read, alert: JsonObject) => string | undefined;

/** In order of preference: what the rule counted, then what the event touched, then who did it. */
const TELLINGS: readonly Telling[] = [
  tellThreshold,
  tellSequence,
  (read) => tellTouched(read, "looks up", read("dns.question.name")),
  (read) => tellTouched(read, read("event.action") || "touches", withData(read("registry.path"), read("registry.data.strings"))),
  tellNetwork,
  (read) =>
    read("process.command_line") === ""
      ? tellTouched(read, read("event.action") || "touches", read("file.path") || read("file.name"))
      : undefined,
  (read) => tellTouched(read, "loads", read("dll.name")),
  tellProcess,
  (read) => tellTouched(read, "requests", read("url.full")),
  tellAction,
  (read) => read("message") || read("kibana.alert.reason") || undefined,
];

/** What an alert is about, in one line that begins with the most telling. Not escaped, not shortened to a width. */
export function whatHappened(alert: JsonObject): string {
  const read = createRead(alert);
  const newTerms = read("kibana.alert.new_terms");
  const prefix = newTerms === "" ? "" : `new: ${newTerms} · `;
  for (const tell of TELLINGS) {
    const told = tell(read, alert);
    if (told !== undefined) return prefix + told;
  }
  return prefix;
}

/** `24 events: user.name = bob`, from a threshold's result. */
function tellThreshold(_: Read, alert: JsonObject): string | undefined {
  const result = alert["kibana.alert.threshold_result"];
  if (!isJsonObject(result)) return undefined;
  const terms = Array.isArray(result["terms"]) ? result["terms"].filter(isJsonObject) : [];
  const fields = terms.map(({ field, value }) => `${scalarText(field)} = ${scalarText(value)}`);
  return `${scalarText(result["count"])} events${fields.length === 0 ? "" : `: ${fields.join(", ")}`}`;
}

const scalarText = (value: Json | undefined): string =>
  (typeof value === "string" ? value : (JSON.stringify(value) ?? "")).slice(0, MAX_VALUE);

/** The shell of a sequence has only what its events share. */
function tellSequence(_: Read, alert: JsonObject): string | undefined {
  if (alert["kibana.alert.group.id"] === undefined || alert["kibana.alert.group.index"] !== undefined) return undefined;
  const ancestors = alert["kibana.alert.ancestors"];
  const events = Array.isArray(ancestors) ? ancestors.filter((parent) => isJsonObject(parent) && parent["type"] === "event").length : 0;
  return `sequence of ${plural(events, "event")}`;
}

const subject = (read: Read): string => read("process.name") || read("event.provider") || "";

const tellTouched = (read: Read, verb: string, object: string): string | undefined =>
  object === "" ? undefined : [subject(read), verb, object].filter((part) => part !== "").join(" ");

const withData = (path: string, data: string): string => (path === "" || data === "" ? path : `${path} = ${data}`);

function tellNetwork(read: Read): string | undefined {
  const ip = read("destination.ip");
  if (ip === "") return undefined;
  const port = read("destination.port");
  const target = port === "" ? ip : `${ip.includes(":") ? `[${ip}]` : ip}:${port}`;
  return [read("process.name") || read("source.ip"), "→", target].filter((part) => part !== "").join(" ");
}

/** `mshta.exe ◂ powershell.exe  mshta.exe http://…` */
function tellProcess(read: Read): string | undefined {
  const name = read("process.name");
  const command = read("process.command_line");
  if (name === "" && command === "") return undefined;
  const parent = read("process.parent.name");
  const who = parent === "" ? name : `${name} ◂ ${parent}`;
  return command === "" ? who : `${who}${who === "" ? "" : "  "}${command}`;
}

function tellAction(read: Read): string | undefined {
  const action = read("event.action") || read("event.code");
  if (action === "") return undefined;
  const outcome = read("event.outcome");
  return [read("event.provider"), action, outcome === "failure" ? "(failed)" : ""].filter((part) => part !== "").join(" ");
}
