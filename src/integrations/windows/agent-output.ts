import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { objectOf, textOf } from "../ecs-document.ts";
import { HALF_MADE } from "../recognise.ts";
import { SECURITY_EVENTS } from "./security-events.ts";
import { recognise } from "./recognise.ts";
import { winlogbeat7 } from "./shapes/winlogbeat-7.ts";
import { logOf } from "./logs.ts";

/** Logs whose events an ingest pipeline gives a category or a type; of all others an agent's output is complete. */
const PIPELINED: ReadonlySet<string> = new Set([
  "sysmon",
  "sysmon-linux",
  "windows-security",
  "powershell-operational",
  "powershell-classic",
]);

/**
 * Whether a document is an agent's output that no ingest pipeline has mapped: of a log that a pipeline gives a category,
 * without one, and without the marks that pipelines leave.
 */
export function isUnfinished(record: JsonObject): boolean {
  if (record["winlog"] === undefined || !winlogbeat7.accepts(record)) return false;
  const event = objectOf(record["event"]);
  if (HALF_MADE.unless.some((field) => field in record || field.slice("event.".length) in event)) return false;
  const recognised = recognise(record);
  const log = recognised && logOf(recognised);
  if (log === undefined || !PIPELINED.has(log)) return false;
  const code = textOf(objectOf(record["winlog"])["event_id"]) ?? "";
  return log !== "windows-security" || (Object.hasOwn(SECURITY_EVENTS, code) && SECURITY_EVENTS[code]?.category !== undefined);
}

/** Objects of which the agent knows more than the event: what it says stands. */
const AGENTS_OWN: ReadonlySet<string> = new Set(["host", "data_stream"]);

/** Parts of `winlog` that the mapping has made anew. */
const MADE_ANEW: ReadonlySet<string> = new Set(["event_data", "user_data"]);

/** Adds what the agent said besides the event itself: nothing of its document is lost. */
export function keepAgentFields(document: JsonObject, record: JsonObject): void {
  for (const [key, value] of Object.entries(record)) {
    if (key === "winlog") document[key] = merge(objectOf(document[key]), withoutData(objectOf(value)));
    else if (AGENTS_OWN.has(key)) document[key] = merge(value, document[key] ?? {});
    else document[key] = document[key] === undefined ? value : merge(document[key], value);
  }
  const [event, said] = [objectOf(document["event"]), objectOf(record["event"])];
  for (const name of ["dataset", "module"]) if (said[name] !== undefined) event[name] = said[name];
}

const withoutData = (winlog: JsonObject): JsonObject => Object.fromEntries(Object.entries(winlog).filter(([key]) => !MADE_ANEW.has(key)));

/** Both, member by member; where both have one, the first stands. */
function merge(first: Json, second: Json): Json {
  if (!isJsonObject(first) || !isJsonObject(second)) return first;
  const result: JsonObject = { ...first };
  for (const [key, value] of Object.entries(second)) {
    const known = Object.hasOwn(result, key) ? result[key] : undefined;
    result[key] = known === undefined ? value : merge(known, value);
  }
  return result;
}
