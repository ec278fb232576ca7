import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";

/** One case of a `<rule>.test.yaml`: events, and what must come of them. */
export interface RuleCase {
  readonly name: string;
  readonly events: readonly JsonObject[];
  /** How many alerts a person sees (building blocks are not counted); 0 is silence. */
  readonly alerts: number;
  /** Fields the alerts must have, one object an alert, in order of time. */
  readonly expected: readonly JsonObject[];
}

/** The clock of a case: events without `at` happen here. */
export const CASE_CLOCK = Date.UTC(2024, 4, 1, 10, 0, 0);

/** Keys of an event entry that are not fields. */
const RESERVED = new Set(["at", "base"]);

/**
 * Understands a parsed case file. `bases` are named events (or `base` a single one); a case's events say what differs,
 * with dotted or nested names, null taking a field away; `at` is the time after the case's clock (`10s`, `2m`).
 * @throws {Error} with a sentence for people
 */
export function readCases(content: Json, duration: (text: string) => number | undefined): readonly RuleCase[] {
  if (!isJsonObject(content) || !Array.isArray(content["cases"])) throw new Error("a case file is an object with a list `cases`");
  const bases = basesOf(content);
  return content["cases"].map((entry, i) => {
    if (!isJsonObject(entry) || typeof entry["name"] !== "string") throw new Error(`case ${i + 1} has no \`name\``);
    const events = Array.isArray(entry["events"]) ? entry["events"] : [{}];
    return { name: entry["name"], events: events.map((e) => buildEvent(e, bases, duration)), ...expectation(entry) };
  });
}

function basesOf(content: JsonObject): ReadonlyMap<string, JsonObject> {
  const named = isJsonObject(content["bases"]) ? Object.entries(content["bases"]) : [];
  const single = isJsonObject(content["base"]) ? [["base", content["base"]] as const] : [];
  return new Map([...single, ...named].filter((pair): pair is [string, JsonObject] => isJsonObject(pair[1])));
}

function expectation(entry: JsonObject): Pick<RuleCase, "alerts" | "expected"> {
  const alerts = entry["alerts"];
  if (typeof alerts === "number") return { alerts, expected: [] };
  if (Array.isArray(alerts) && alerts.every(isJsonObject)) return { alerts: alerts.length, expected: alerts };
  throw new Error(`case \`${String(entry["name"])}\` says nothing of its \`alerts\`: give their number, or a list of fields for each`);
}

function buildEvent(entry: Json, bases: ReadonlyMap<string, JsonObject>, duration: (text: string) => number | undefined): JsonObject {
  if (!isJsonObject(entry)) throw new Error("an event of a case is an object");
  const name = entry["base"];
  const base = typeof name === "string" ? bases.get(name) : bases.values().next().value;
  if (typeof name === "string" && !base) throw new Error(`there is no base event \`${name}\``);
  const event: JsonObject = structuredClone(base ?? {});
  for (const [key, value] of Object.entries(entry)) if (!RESERVED.has(key)) setField(event, key.split("."), value);
  const at = entry["at"];
  const after = at === undefined ? 0 : duration(String(at));
  if (after === undefined) throw new Error(`\`at: ${String(at)}\` is no time after the clock, such as 10s`);
  event["@timestamp"] ??= new Date(CASE_CLOCK + after).toISOString();
  return event;
}

/** Sets one field; objects merge, null takes away. */
function setField(event: JsonObject, [key = "", ...rest]: readonly string[], value: Json): void {
  if (key === "__proto__") return;
  if (rest.length > 0) {
    const inner = isJsonObject(event[key]) ? event[key] : {};
    event[key] = inner;
    setField(inner, rest, value);
  } else if (value === null) delete event[key];
  else if (isJsonObject(value) && isJsonObject(event[key])) for (const [name, v] of Object.entries(value)) setField(event[key], name.split("."), v);
  else event[key] = value;
}
