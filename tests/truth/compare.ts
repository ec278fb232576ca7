import { isJsonObject, type Json, type JsonObject } from "../../src/event/json.ts";

/** What became of the expected fields of one document, by path. */
export interface Comparison {
  readonly equal: readonly string[];
  readonly missing: readonly FieldDifference[];
  readonly different: readonly FieldDifference[];
  /** Fields of ours that are not expected. Not judged: ECS grew, and we say more. */
  readonly extra: readonly string[];
}

export interface FieldDifference {
  readonly path: string;
  readonly expected: string;
  readonly actual: string | undefined;
}

/** Fields that the agent, the host it runs on, or a look-up of its stack give: no part of a mapping. */
const IGNORED = [
  "agent",
  "elastic_agent",
  "ecs.version",
  "event.ingested",
  "event.created",
  "event.agent_id_status",
  "event.dataset",
  "event.timezone",
  "data_stream.namespace",
  "host",
  "input",
  "log",
  "tags",
  "fileset",
  "user_agent.name",
  "user_agent.version",
  "user_agent.device",
  "user_agent.os",
];

/** Geography and networks of addresses, wherever an address stands. */
const LOOKED_UP = ["geo", "as"];

const isUnder = (path: string, prefix: string): boolean => path === prefix || path.startsWith(`${prefix}.`);

function isIgnored(path: string, kept: readonly string[]): boolean {
  if (kept.some((prefix) => isUnder(path, prefix))) return false;
  return IGNORED.some((prefix) => isUnder(path, prefix)) || path.split(".").some((segment, i) => i > 0 && LOOKED_UP.includes(segment));
}

/**
 * Compares field by field: a value and a list of one are equal, numbers and their texts are equal, lists under
 * `related` have no order.
 * @param kept prefixes that are judged although they are commonly the agent's
 */
export function compare(expected: JsonObject, actual: JsonObject, kept: readonly string[] = []): Comparison {
  const wanted = flatten(expected);
  const given = flatten(actual);
  const equal: string[] = [];
  const missing: FieldDifference[] = [];
  const different: FieldDifference[] = [];
  for (const [path, values] of wanted) {
    if (isIgnored(path, kept)) continue;
    const text = show(path, values);
    const found = given.get(path);
    const actualText = found && show(path, found);
    if (actualText === text) equal.push(path);
    else (found ? different : missing).push({ path, expected: text, actual: actualText });
  }
  const extra = [...given.keys()].filter((path) => !wanted.has(path) && !isIgnored(path, kept));
  return { equal, missing, different, extra };
}

/** Leaf values by dotted path; empty texts, lists and objects are no values. */
function flatten(document: JsonObject): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const walk = (value: Json, path: string): void => {
    if (Array.isArray(value)) for (const item of value) walk(item, path);
    else if (isJsonObject(value)) for (const [key, inner] of Object.entries(value)) walk(inner, path === "" ? key : `${path}.${key}`);
    else if (value !== null && value !== "") found.set(path, [...(found.get(path) ?? []), timeText(String(value))]);
  };
  walk(document, "");
  return found;
}

/** Times of equal instants are written alike, and JSON text without its blanks. */
function timeText(text: string): string {
  if (text.startsWith("{") && text.endsWith("}")) return compactJson(text);
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(text);
  return isTime ? new Date(text).toISOString() : text;
}

function compactJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}

function show(path: string, values: readonly string[]): string {
  const isSet = path.startsWith("related.");
  return JSON.stringify(isSet ? [...new Set(values)].toSorted() : values);
}
