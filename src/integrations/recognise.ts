import { isJsonObject, type Json, type JsonObject } from "../event/json.ts";

/** Fields of which one is enough to call a document ECS, by the object they stand in. */
const MARKS: Readonly<Record<string, ReadonlySet<string>>> = {
  ecs: new Set(["version"]),
  data_stream: new Set(["dataset"]),
  event: new Set(["kind", "category", "type", "action", "outcome", "code", "dataset", "module", "provider"]),
};

/** Fields of which an ECS document has one, at its top or one level below it. */
export const ECS_MARKS: readonly string[] = Object.entries(MARKS).flatMap(([set, names]) => [...names].map((name) => `${set}.${name}`));

/** Keys at the top of ECS documents that an integration may still have to finish, and fields that say that one has. */
export const HALF_MADE: { readonly keys: readonly string[]; readonly unless: readonly string[] } = {
  keys: ["winlog"],
  unless: ["event.category", "event.type", "event.ingested", "event.agent_id_status"],
};

/**
 * Whether a record is an ECS document already, and so passes untouched: it has `ecs.version`, `data_stream.dataset`,
 * one of `event.kind .category .type .action .outcome .code .dataset .module .provider` (a text or a list, nested or
 * as a dotted key), or a key that begins with `kibana.alert.`.
 */
export function isEcs(record: JsonObject): boolean {
  return hasMark(record, "ecs") || hasMark(record, "event") || hasMark(record, "data_stream") || hasDottedMark(record);
}

function hasMark(record: JsonObject, name: "ecs" | "event" | "data_stream"): boolean {
  const value = record[name];
  if (!isJsonObject(value)) return false;
  const marks = MARKS[name];
  for (const key in value) if (marks?.has(key) && isTextOrList(value[key])) return true;
  return false;
}

function hasDottedMark(record: JsonObject): boolean {
  for (const key in record) {
    const dot = key.indexOf(".");
    if (dot <= 0) continue;
    if (key.startsWith("kibana.alert.")) return true;
    const name = key.slice(0, dot);
    if (Object.hasOwn(MARKS, name) && MARKS[name]?.has(key.slice(dot + 1)) && isTextOrList(record[key])) return true;
  }
  return false;
}

const isTextOrList = (value: Json | undefined): boolean => typeof value === "string" || Array.isArray(value);

/** ECS field sets that an event without any mark may still be made of. */
const FIELD_SETS = new Set(
  (
    "agent client cloud container data_stream destination device dll dns ecs email error event faas file group host http kibana labels " +
    "log network observer orchestrator organization package process registry related rule server service source threat tls " +
    "trace transaction url user user_agent volume vulnerability winlog"
  ).split(" "),
);

/** Whether a record that nobody has a mapping for has at least one field that rules could ask for. */
export function hasEcsFields(record: JsonObject): boolean {
  for (const key in record) {
    if (key === "@timestamp" || key === "message") return true;
    const dot = key.indexOf(".");
    if (FIELD_SETS.has(dot === -1 ? key : key.slice(0, dot)) && (dot !== -1 || isJsonObject(record[key]))) return true;
  }
  return false;
}
