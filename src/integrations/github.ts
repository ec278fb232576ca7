import type { JsonObject } from "../event/json.ts";
import { formatTime } from "../event/time.ts";
import { createDocument, textOf } from "./ecs-document.ts";
import { type Moves, moveFields } from "./field-moves.ts";
import type { Integration } from "./integration.ts";

/** The audit log of a GitHub organisation or enterprise, as its API and its streams give it. */
export const github: Integration = {
  name: "github",
  title: "GitHub audit log",
  fills: ["event", "user", "user.target", "group", "client", "user_agent", "related", "github"],
  accepts: (record) =>
    typeof record["action"] === "string" &&
    (typeof record["_document_id"] === "string" ||
      ("created_at" in record && typeof record["actor"] === "string" && record["action"].includes("."))),
  convert,
};

const MOVES: Moves = [
  ["_document_id", "event.id"],
  ["action", "event.action"],
  ["actor", "user.name"],
  ["user", "user.target.name"],
  ["data.team", "github.team"],
  ["actor_location.country_code", "client.geo.country_iso_code"],
  ["user_agent", "user_agent.original"],
];

/** Members that are ECS fields. */
const MOVED = new Set(["@timestamp", "created_at", "_document_id", "action", "actor", "user", "actor_location", "data"]);

function convert(record: JsonObject): JsonObject {
  const ecs = createDocument("github.audit");
  ecs.set("event.original", JSON.stringify(record));
  const time = record["@timestamp"] ?? record["created_at"];
  ecs.set("@timestamp", typeof time === "number" ? formatTime(time) : time);
  moveFields(ecs, record, MOVES);
  for (const [key, value] of Object.entries(record)) if (!MOVED.has(key) && !key.startsWith("_")) ecs.set(`github.${key}`, value);
  ecs.add("related.user", ecs.get("user.name"), ecs.get("user.target.name"));
  ecs.add("related.ip", record["actor_ip"]);
  categorise(ecs, textOf(record["action"]) ?? "");
  return ecs.document;
}

function categorise(ecs: ReturnType<typeof createDocument>, action: string): void {
  const dot = action.indexOf(".");
  const [category, verb] = [action.slice(0, Math.max(0, dot)), action.slice(dot + 1)];
  ecs.set("github.category", category);
  ecs.set("event.category", ["configuration", "web"]);
  if (category === "team" || category === "org") {
    ecs.add("event.category", "iam");
    ecs.set("event.type", ["group", "user"]);
    const group = ecs.get(`github.${category}`);
    ecs.set("group.name", group);
    if (ecs.get("user.target.name") !== undefined) ecs.set("user.target.group.name", group);
  }
  if (verb.includes("create") || verb.includes("add")) ecs.add("event.type", "creation");
  if (verb.includes("delete") || verb.includes("remove")) ecs.add("event.type", "deletion");
  if (ecs.get("event.type") === undefined) ecs.set("event.type", ["change"]);
}
