import { parseDuration } from "../../event/date-math.ts";
import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { badRequest } from "../http/http-error.ts";

/** What an edit does to a rule as Kibana's API has it: the parameters that change. */
type Edit = (rule: JsonObject, value: Json) => JsonObject;

/** Edits of `_bulk_action`, by type. Those of actions and connectors are not here: outputs are set once for all rules. */
export const BULK_EDITS: Readonly<Record<string, Edit>> = {
  add_tags: ({ tags }, value) => ({ tags: added(tags, texts(value)) }),
  delete_tags: ({ tags }, value) => ({ tags: removed(tags, texts(value)) }),
  set_tags: (_, value) => ({ tags: [...texts(value)] }),
  add_index_patterns: (rule, value) => ({ index: added(indexOf(rule), texts(value)) }),
  delete_index_patterns: (rule, value) => ({ index: removed(indexOf(rule), texts(value)) }),
  set_index_patterns: (rule, value) => ({ index: indexOf(rule) && [...texts(value)] }),
  add_investigation_fields: ({ investigation_fields: fields }, value) => investigation(added(namesOf(fields), texts(namesOf(value)))),
  delete_investigation_fields: ({ investigation_fields: fields }, value) => investigation(removed(namesOf(fields), texts(namesOf(value)))),
  set_investigation_fields: (_, value) => investigation([...texts(namesOf(value))]),
  set_timeline: (_, value) => timeline(value),
  set_schedule: (_, value) => schedule(value),
};

const texts = (value: Json | undefined): readonly string[] => {
  if (!Array.isArray(value) || !value.every((each) => typeof each === "string"))
    throw badRequest("the value of this edit is a list of texts");
  return value;
};

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
const added = (before: Json | undefined, more: readonly string[]): Json[] => [...new Set([...listOf(before), ...more])];
const removed = (before: Json | undefined, less: readonly string[]): Json[] =>
  listOf(before).filter((each) => typeof each !== "string" || !less.includes(each));

const namesOf = (value: Json | undefined): Json => (isJsonObject(value) ? (value["field_names"] ?? []) : []);
const investigation = (names: readonly Json[]): JsonObject => ({ investigation_fields: { field_names: [...names] } });

/** @throws {HttpError} 400 for rules that read what a query or a job names */
function indexOf({ index, type }: JsonObject): Json {
  if (type === "esql" || type === "machine_learning") throw badRequest(`index patterns are no part of a rule of type ${type}`);
  return index ?? [];
}

function timeline(value: Json): JsonObject {
  const { timeline_id: id, timeline_title: title } = isJsonObject(value) ? value : {};
  if (typeof id !== "string" || typeof title !== "string") throw badRequest("set_timeline has a timeline_id and a timeline_title");
  return { timeline_id: id, timeline_title: title };
}

/** How often a rule runs, and how far it looks back beyond that. */
function schedule(value: Json): JsonObject {
  const { interval, lookback } = isJsonObject(value) ? value : {};
  const [every, beyond] = [interval, lookback].map((text) => (typeof text === "string" ? parseDuration(text) : undefined));
  if (every === undefined || beyond === undefined) throw badRequest("set_schedule has an interval and a lookback, such as 5m and 1m");
  return { interval: interval ?? "", from: `now-${(every + beyond) / 1_000}s`, to: "now" };
}
