import type { JsonObject } from "../event/json.ts";
import { azureDocument, isAzureRecord } from "./azure-record.ts";
import { objectOf, textOf } from "./ecs-document.ts";
import type { Integration } from "./integration.ts";
import { setUrl } from "./url-fields.ts";

/** Microsoft Graph's activity log: the requests to the API of a tenant. */
export const azureGraphActivity: Integration = {
  name: "azure-graph-activity",
  title: "Microsoft Graph activity log",
  fills: ["event", "user", "source", "client", "http", "url", "user_agent", "cloud", "related", "azure", "azure.graphactivitylogs"],
  accepts: (record) => isAzureRecord(record, CATEGORIES),
  convert,
};

const CATEGORIES = new Set(["MicrosoftGraphActivityLogs"]);

function convert(record: JsonObject): JsonObject {
  const ecs = azureDocument(record, "graphactivitylogs");
  const properties = objectOf(record["properties"]);
  ecs.set("event.category", ["web"]);
  ecs.set("event.type", ["access"]);
  const method = textOf(properties["requestMethod"]);
  ecs.set("http.request.method", method);
  ecs.set("http.request.id", properties["requestId"]);
  const status = Number(textOf(properties["responseStatusCode"]) ?? Number.NaN);
  if (Number.isFinite(status)) {
    ecs.set("http.response.status_code", status);
    ecs.set("event.outcome", status < 400 ? "success" : "failure");
  }
  setUrl(ecs, textOf(properties["requestUri"]));
  ecs.set("user_agent.original", properties["userAgent"]);
  ecs.set("user.id", properties["userId"]);
  ecs.set("azure.graphactivitylogs.properties.user_principal_object_id", properties["UserPrincipalObjectID"] ?? properties["userId"]);
  return ecs.document;
}
