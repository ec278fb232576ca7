import { parseIp } from "../event/ip.ts";
import { isJsonObject, type Json, type JsonObject } from "../event/json.ts";
import { createDocument, type EcsDocument, textOf } from "./ecs-document.ts";
import { snakeCase, withSnakeKeys } from "./snake-case.ts";

/** Whether a record of Azure Monitor (diagnostic settings, Event Hubs, storage) is of one of these categories. */
export const isAzureRecord = (record: JsonObject, categories: ReadonlySet<string>): boolean =>
  typeof record["category"] === "string" &&
  categories.has(record["category"]) &&
  typeof record["operationName"] === "string" &&
  ("time" in record || "resourceId" in record);

/** Names of Elastic's that are not the snake case of Azure's. */
const RENAMED: Readonly<Record<string, string>> = {
  created_date_time: "created_at",
  processing_time_in_milliseconds: "processing_time_ms",
  risk_level_during_sign_in: "risk_level_during_signin",
  activity_date_time: "activity_datetime",
};

/** Members of a record that became fields elsewhere. */
const MOVED = new Set(["time", "resourceId", "callerIpAddress", "durationMs", "level", "Level", "location", "correlationId", "tenantId"]);

/**
 * Begins a document of an Azure data set: time, address, action, duration, correlation, tenant and resource, and every
 * other member under `azure.<log>` in snake case.
 */
export function azureDocument(record: JsonObject, log: string): EcsDocument {
  const ecs = createDocument(`azure.${log}`);
  ecs.set("event.original", JSON.stringify(record));
  ecs.set("cloud.provider", "azure");
  ecs.set("@timestamp", record["time"] ?? record["Time"]);
  ecs.set("event.action", record["operationName"]);
  ecs.set("log.level", textOf(record["Level"] ?? record["level"]));
  const duration = Number(textOf(record["durationMs"]) ?? Number.NaN);
  if (Number.isFinite(duration)) ecs.set("event.duration", duration * 1_000_000);
  ecs.set("azure.correlation_id", record["correlationId"]);
  ecs.set("azure.tenant_id", record["tenantId"]);
  setCaller(ecs, textOf(record["callerIpAddress"]));
  setResource(ecs, textOf(record["resourceId"]));
  for (const [key, value] of Object.entries(record)) {
    if (MOVED.has(key)) continue;
    ecs.set(`azure.${log}.${snakeCase(key)}`, key === "properties" ? propertiesOf(value) : value);
  }
  return ecs;
}

/** Properties in snake case; some records have them as JSON text. */
export function propertiesOf(value: Json): Json {
  const object = typeof value === "string" ? parsed(value) : value;
  if (!isJsonObject(object)) return object;
  const renamed = withSnakeKeys(object) as JsonObject;
  return Object.fromEntries(Object.entries(renamed).map(([key, inner]) => [RENAMED[key] ?? key, inner]));
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** `192.0.2.7`, `192.0.2.7:443` or `[2001:db8::1]:443`. */
function setCaller(ecs: EcsDocument, caller: string | undefined): void {
  if (caller === undefined || caller === "") return;
  const closing = caller.indexOf("]");
  const bare = closing !== -1 ? caller.slice(1, closing) : caller.split(":").length === 2 ? (caller.split(":")[0] ?? "") : caller;
  if (parseIp(bare) === undefined) {
    ecs.set("source.address", caller);
    return;
  }
  for (const place of ["source.ip", "client.ip"]) ecs.set(place, bare);
  const port = Number(caller.slice(caller.lastIndexOf(":") + 1));
  if (bare !== caller && Number.isInteger(port)) ecs.set("source.port", port);
  ecs.add("related.ip", bare);
}

/** `/subscriptions/S/resourceGroups/G/providers/P.Q/R/name…`, in any case. */
function setResource(ecs: EcsDocument, id: string | undefined): void {
  if (id === undefined || id === "") return;
  ecs.set("azure.resource.id", id);
  const segments = id.split("/").filter((segment) => segment !== "");
  const after = (word: string): string | undefined => {
    const at = segments.findIndex((segment) => segment.toLowerCase() === word);
    return at === -1 ? undefined : segments[at + 1];
  };
  ecs.set("azure.subscription_id", after("subscriptions"));
  ecs.set("azure.resource.group", after("resourcegroups"));
  ecs.set("azure.resource.namespace", after("namespaces"));
  ecs.set("azure.resource.authorization_rule", after("authorizationrules"));
  const at = segments.findIndex((segment) => segment.toLowerCase() === "providers");
  if (at === -1) return;
  const rest = segments.slice(at + 1);
  ecs.set("azure.resource.provider", rest.slice(0, 2).join("/"));
  ecs.set("azure.resource.name", rest.slice(2).join("/"));
}
